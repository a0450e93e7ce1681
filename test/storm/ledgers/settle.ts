import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createServiceTokens } from '@portal-sync/auth';
import { OUR_SERVICES } from '@portal-sync/all-in-one/addresses';
import { deadLetterPage, lagReport, OPERATOR_CLIENT, workSummaries, type Appointment, type Delivery, type Firing, type OutgoingMail, type Run, type SyncStatus } from '@portal-sync/contracts';
import { Secret, systemClock, type Http } from '@portal-sync/kernel';
import { caretake } from '../load/caretake.ts';
import type { Intents } from '../load/play-load.ts';
import type { StageAgency } from '../load/stage.ts';
import type { Say, StormProduct } from '../load/storm-product.ts';
import { readPages } from './read-pages.ts';

export interface SettleResult {
  readonly quiet: boolean;
  readonly tookMs: number;
  /** What was still going on when it was given up. */
  readonly still: readonly string[];
}

export interface SettleOptions {
  readonly product: StormProduct;
  readonly intents: Intents;
  readonly say: Say;
  readonly limitMs: number;
}

const LOOK_MS = 2_000;
/** Equal looks in a row, with nothing waiting, that count as quiet. */
const ALIKE = 3;

/**
 * Waits until nothing moves any more: no work is due, no message waits, no delivery or write is under way, and looks in a row are alike. Does
 * what time would do for a notification that Google lost: asks every connection to look once, where reconciling would come hours later.
 */
export async function settle({ product, intents, say, limitMs }: SettleOptions): Promise<SettleResult> {
  const began = Date.now();
  const patience = { tally: intents.tally, until: () => began + limitMs };
  await product.google.call('DELETE', 'faults');
  const operator = operatorOf(product);
  const stage = { ...intents, patience, say, random: { unit: () => 0 }, next: () => 0, onTheWay: new Set<never>() };
  let last = '';
  let alike = 0;
  let asked = false;
  let still: readonly string[] = [];
  while (Date.now() - began < limitMs) {
    try {
      await caretake(stage);
      const looked = await look(operator, intents);
      still = looked.still;
      alike = still.length === 0 && looked.print === last ? alike + 1 : 0;
      last = looked.print;
      if (alike >= ALIKE - 1 && asked) return { quiet: true, tookMs: Date.now() - began, still: [] };
      if (alike >= ALIKE - 1) {
        asked = true;
        alike = 0;
        for (const { person, connectionId } of intents.members) await person.api('POST', '/v1/sync-now', { connectionId });
      }
    } catch (error) {
      still = [(error as Error).message];
      alike = 0;
    }
    if (still.length > 0) say(`settling: ${still.slice(0, 4).join(', ')}`);
    await pause(LOOK_MS);
  }
  return { quiet: false, tookMs: Date.now() - began, still };
}

type Operator = (path: string) => Promise<readonly { readonly service: string; readonly body: unknown }[]>;

function operatorOf({ http, addresses, secrets }: StormProduct): Operator {
  const tokens: { readonly http: Http } = createServiceTokens({
    http, clock: systemClock, tokenUrl: `${addresses.internal.broker}/oauth2/token`, clientId: OPERATOR_CLIENT, clientSecret: new Secret(secrets.operator),
  });
  return (path) =>
    Promise.all(
      OUR_SERVICES.map(async (service) => {
        const answer = await tokens.http(`${addresses.internal[service]}/internal/ops${path}`);
        if (!answer.ok) throw new Error(`${service} answers ${answer.status} to its operator`);
        return { service, body: await answer.json() };
      }),
    );
}

/** One look at all that could still move. */
async function look(operator: Operator, { agencies, mark }: Intents): Promise<{ print: string; still: readonly string[] }> {
  const still: string[] = [];
  const say = (count: number, what: string): void => void (count > 0 && still.push(`${count} ${what}`));
  for (const { service, body } of await operator('/due-work')) {
    for (const { collection, overdue, leased, failing } of workSummaries.parse(body).items) say(overdue + leased + failing, `due in ${service}'s ${collection}`);
  }
  for (const { service, body } of await operator('/lag')) {
    const { outbox, consumers } = lagReport.parse(body);
    say(outbox.carriedBy === 'relay' ? outbox.waiting : 0, `messages wait at ${service}`);
    say(consumers.reduce((sum, { lag }) => sum + lag, 0), `messages not handled by ${service}`);
  }
  // A storm brings nothing that nobody could handle: what was given up was lost.
  for (const { service, body } of await operator('/dead-letters?limit=200')) say(deadLetterPage.parse(body).items.length, `dead letters of ${service}`);
  const prints: unknown[] = [];
  for (const agency of agencies) prints.push(await lookAtAgency(agency, mark, say));
  return { print: createHash('sha256').update(JSON.stringify(prints)).digest('hex'), still };
}

async function lookAtAgency({ admin, platform, rules }: StageAgency, mark: string, say: (count: number, what: string) => void): Promise<unknown> {
  const statuses = await readPages<SyncStatus>(admin, '/v1/sync-status');
  say(statuses.filter(({ state }) => state === 'syncing' || state === 'on-it').length, 'connections still sync');
  say(statuses.reduce((sum, { counts }) => sum + counts.waiting, 0), 'links wait');
  const runs = await readPages<Run>(admin, '/v1/runs?state=running');
  say(runs.length, 'runs are going on');
  const firings = await readPages<Firing>(admin, '/v1/firings');
  say(firings.filter(({ actions }) => actions.some(({ state }) => state === 'waiting')).length, 'firings have actions that wait');
  const endpoints = new Set(rules.flatMap(({ actions }) => actions.flatMap((action) => (action.kind === 'webhook' ? [action.endpointId] : []))));
  const deliveries: Delivery[] = [];
  for (const id of endpoints) deliveries.push(...(await readPages<Delivery>(admin, `/v1/webhooks/${id}/deliveries`)));
  say(deliveries.filter(({ state }) => state === 'waiting').length, 'webhooks wait');
  const appointments = (await readPages<Appointment>(platform, '/v1/appointments?includeCancelled=true')).filter(({ title }) => title.includes(`${mark}-`));
  const mails = await readPages<OutgoingMail>(admin, '/v1/mails');
  return [
    appointments.map(({ id, version, links }) => [id, version, links.map(({ state }) => state)]).sort(),
    firings.length, deliveries.length, mails.length, statuses.map(({ connectionId, state }) => [connectionId, state]).sort(),
  ];
}
