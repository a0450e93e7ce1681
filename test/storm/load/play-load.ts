import { setTimeout as pause } from 'node:timers/promises';
import { systemTimers, withTimeout } from '@portal-sync/kernel';
import { assembleMembers, connectFirst } from './assemble-members.ts';
import { caretake } from './caretake.ts';
import { chooseOperation } from './choose-operation.ts';
import { connectMember, pushExisting } from './connect-member.ts';
import { setUpAgencies } from './set-up-agency.ts';
import type { Stage } from './stage.ts';
import type { Dice, Say, StormProduct } from './storm-product.ts';
import { Tally } from './tally.ts';
import { NeverAnswered, type Patience } from './until-answered.ts';
import { openWebhookReceiver } from './webhook-receiver.ts';

/** The intents ledger: all that was asked, by whom, and what may stand of it; with the doors that are needed to compare. */
export type Intents = Omit<Stage, 'random' | 'next' | 'onTheWay' | 'patience' | 'say'> & {
  /** Closes what the load still listens on; after comparing. */
  close(): Promise<void>;
};

/** Counts for a line on the terminal. */
export interface Progress {
  readonly operations: number;
  readonly open: number;
  readonly matters: number;
  readonly askedAgain: number;
  readonly byName: Readonly<Record<string, number>>;
}

export interface Load {
  /** No new operation begins; every open one is asked for until it is answered for good. Everybody ends connected. */
  stop(): Promise<Intents>;
  done(): Progress;
}

export interface LoadOptions {
  readonly product: StormProduct;
  /** Seeded: decides what happens, in which order, to what. */
  readonly random: Dice;
  /** Operations begun per second. */
  readonly perSecond: number;
  readonly say: Say;
}

/** Operations that are under way at once: more would only wait in line when the product is away. */
const MOST_OPEN = 60;
/** How long an open operation is asked for after the stop, ms. */
const LAST_WORDS_MS = 120_000;
const ANSWER_WITHIN_MS = 20_000;
const CARETAKE_MS = 4_000;
const TELL_MS = 10_000;

/** Sets the scene (people sign in, connect, choose how to sync; contacts, rules, a webhook) and plays the mixed load on it until it is stopped. */
export async function playLoad({ product, random, perSecond, say }: LoadOptions): Promise<Load> {
  const tally = new Tally();
  let stopped: number | undefined;
  const patience: Patience = { tally, until: () => (stopped === undefined ? Infinity : stopped + LAST_WORDS_MS) };
  const http = withTimeout(product.http, systemTimers, ANSWER_WITHIN_MS);
  const receiver = await openWebhookReceiver({ random, tally });
  const mark = `st${Math.floor(random.unit() * 36 ** 4).toString(36)}`;
  const agencies = await setUpAgencies({ product, http, patience, mark, port: receiver.port });
  const members = await assembleMembers({ product, http, mark }, agencies);
  let count = 0;
  const stage: Stage = {
    product, random, say, tally, patience, agencies, members, receiver, mark,
    matters: [], owedMails: [], refused: [], unanswered: [], onTheWay: new Set(), next: () => ++count,
  };
  await connectFirst(stage);
  say(`${members.filter(({ connectionId }) => connectionId !== null).length} people are connected, the load begins`);

  const open = new Map<Promise<void>, string>();
  let operations = 0;
  const missed = (error: unknown): void => void (error instanceof NeverAnswered ? stage.unanswered : stage.refused).push((error as Error).message);
  const begin = (run: (stage: Stage) => Promise<void>): void => {
    operations++;
    const one = run(stage).catch(missed);
    open.set(one, run.name);
    void one.finally(() => open.delete(one));
  };
  const every = async (ms: number, work: () => void): Promise<void> => {
    for (; stopped === undefined; await pause(ms)) work();
  };
  const playing = every(1000 / perSecond, () => {
    if (open.size < MOST_OPEN) begin(chooseOperation(stage));
    else tally.count('held back: too many are open');
  });
  const caring = (async () => {
    for (; stopped === undefined; await pause(CARETAKE_MS)) await caretake(stage).catch(() => tally.count('caretaking failed'));
  })();

  return {
    done: () => ({
      operations, open: open.size, matters: stage.matters.length, byName: tally.all(),
      askedAgain: Object.entries(tally.all()).reduce((sum, [name, times]) => (name.startsWith('asked again') ? sum + times : sum), 0),
    }),
    async stop() {
      stopped = Date.now();
      const telling = setInterval(() => say(`still open: ${[...open.values()].join(', ') || 'a person looks after what was refused'}`), TELL_MS);
      await Promise.all([playing, caring, ...open.keys()]);
      while (open.size > 0) await Promise.all(open.keys());
      clearInterval(telling);
      for (const member of members.filter(({ connectionId }) => connectionId === null)) await connectMember(stage, member).catch(missed);
      for (const member of members.filter(({ kind }) => kind !== 'steady')) await pushExisting(stage, member).catch(missed);
      receiver.behave();
      return { ...stage, close: () => receiver.close() };
    },
  };
}
