import { reachOf, type Caller, type Role } from '@portal-sync/contracts';
import { describe, expect, it } from 'vitest';
import type { PlainCall } from '../http/call-route.ts';
import type { Route } from '../route.ts';

export interface BadInputOptions {
  readonly routes: readonly Route<never>[];
  /** Agency of the records; `admin` works there. */
  readonly agencyId: string;
  readonly admin: Caller;
  /** An admin of another agency. */
  readonly stranger: Caller;
  call(request: PlainCall): Promise<{ readonly status: number; readonly headers?: Readonly<Record<string, unknown>>; readonly body?: unknown }>;
  /** Ids of records that stand, by the names of parameters in paths. */
  ids(): Readonly<Record<string, string>>;
  /** All that stands, as text: a refusal changes nothing of it. */
  everything(): Promise<string>;
  /** Valid bodies by route id. */
  readonly bodies: Readonly<Record<string, object>>;
  /** Bodies that a route must not take, beside those that no route takes. */
  badBodies(routeId: string): readonly unknown[];
  /** Routes by which another agency makes a record of its own under the same name. */
  readonly ownByName?: readonly string[];
}

const callersIn = (agencyId: string): readonly (readonly [string, Caller])[] => [
  ...(['admin', 'staff', 'client', 'prospect'] as Role[]).map((role) => [role, { kind: 'user', agencyId, userId: 'zoe', role, contactId: 'c1' } as Caller] as const),
  ['platform', { kind: 'platform', agencyId, clientId: 'crm' }],
  ['service', { kind: 'service', name: 'connector' }],
  ['nobody', { kind: 'anyone' }],
];

/** Every route of a service, as Vitest tests: who it is not for, and what it does not take. A refusal is a problem document that says nothing of ours and changes nothing. */
export function refusesBadInput(options: BadInputOptions): void {
  const { routes, bodies } = options;
  const at = (path: string): string => path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => options.ids()[name] ?? 'x');

  async function refused(call: PlainCall, ...statuses: number[]): Promise<void> {
    const before = await options.everything();
    const answer = await options.call(call);
    expect(statuses).toContain(answer.status);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(|stack|sqlite/i);
    expect(await options.everything()).toBe(before);
  }

  describe.each(routes)('$method $path', (route) => {
    const call = (caller: Caller, body: unknown = bodies[route.id], url = at(route.path)): PlainCall => ({
      method: route.method, url, caller, ...(body === undefined ? {} : { body }),
    });
    const allowed: Caller = route.who === 'service' ? { kind: 'service', name: 'connector' } : options.admin;

    it.each(callersIn(options.agencyId).filter(([, caller]) => reachOf(route.who, caller) === undefined))('is not for %s', async (who, caller) => {
      await refused(call(caller), who === 'nobody' ? 401 : 403);
    });

    it('refuses an unknown query field', () => refused(call(allowed, undefined, `${at(route.path)}?unknown=1`), 400));

    if (route.path.includes('{')) it('takes no id that is none', async () => {
      for (const bad of ['%20', 'a%20b', '%00', '%0A', 'x'.repeat(300), '%F0%9F%92%A9', '%zz']) {
        await refused(call(allowed, bodies[route.id], route.path.replaceAll(/\{\w+\}/g, bad)), 400, 404);
      }
    });

    if (route.path.includes('{') && route.who !== 'service' && !options.ownByName?.includes(route.id)) it('P01 another agency’s ids are not found, and nothing happens', async () => {
      await refused(call(options.stranger), 404);
    });

    if (route.body !== undefined) it('refuses bodies of the wrong shape', async () => {
      const never: unknown[] = [[], 'text', 7, null, { unknown: 1 }, { ...bodies[route.id], unknown: 1 }];
      for (const body of [...never, ...options.badBodies(route.id)]) await refused(call(allowed, body), 400, 422);
      await refused(call(allowed, '{"name":'), 400);
      await refused(call(allowed, { ...bodies[route.id], name: 'x'.repeat(100_000) }), 413, 422);
    });

    if (route.query !== undefined) it('refuses bad pages', async () => {
      for (const query of ['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', `cursor=${'x'.repeat(501)}`]) {
        await refused(call(allowed, undefined, `${at(route.path)}?${query}`), 400);
      }
      await refused(call(allowed, undefined, `${at(route.path)}?cursor=bm90LWEtY3Vyc29y`), 400);
    });
  });
}
