import { z } from 'zod';
import { changeAccount, createAccount, mustFindAccount } from '../../core/control/accounts.ts';
import { addSecondary, expireSyncTokens, mustFindCalendar, share } from '../../core/control/calendars.ts';
import { listOf } from '../../core/calendar/create.ts';
import type { Account } from '../../core/accounts.ts';
import { json } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { readControl } from './read.ts';

const newCalendar = z.strictObject({
  id: z.string().min(1).optional(),
  summary: z.string().min(1),
  timeZone: z.string().optional(),
  description: z.string().optional(),
  kind: z.enum(['secondary', 'holiday']).optional(),
});

export const newAccount = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  sub: z.string().regex(/^\d+$/).optional(),
  hd: z.string().optional(),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  weekStart: z.string().optional(),
  format24HourTime: z.boolean().optional(),
  blockedClients: z.array(z.string()).optional(),
  trustedClients: z.array(z.string()).optional(),
  calendars: z.array(newCalendar).optional(),
});

const accountChange = z.strictObject({
  name: z.string().min(1).optional(),
  disabled: z.boolean().optional(),
  blockedClients: z.array(z.string()).optional(),
  trustedClients: z.array(z.string()).optional(),
});

const role = z.enum(['none', 'freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner']);
const shareBody = z.strictObject({ calendarId: z.string(), account: z.string(), role, addToList: z.boolean().default(true) });

/** An account with the calendars in its list. */
export function viewAccount(face: Face, account: Account): Record<string, unknown> {
  const { world } = face.google;
  const calendars = [...listOf(world, account.sub).values()]
    .filter((entry) => !entry.deleted)
    .map((entry) => ({ id: entry.calendarId, summary: world.state.calendars.get(entry.calendarId)?.head.summary }));
  return { ...account, calendars };
}

const dropUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

export const accountRoutes = [
  faceRoute('POST', '/_control/accounts', (face, request) =>
    json(201, viewAccount(face, createAccount(face.google.world, readControl(request, newAccount)))),
  ),
  faceRoute('GET', '/_control/accounts', (face) =>
    json(200, { accounts: [...face.google.world.state.accounts.values()].map((account) => viewAccount(face, account)) }),
  ),
  faceRoute('PATCH', '/_control/accounts/{account}', (face, request, args) => {
    const account = mustFindAccount(face.google.world, args['account'] ?? '');
    return json(200, viewAccount(face, changeAccount(face.google.world, account, dropUndefined(readControl(request, accountChange)))));
  }),
  faceRoute('POST', '/_control/calendars', (face, request) => {
    const { account, ...calendar } = readControl(request, newCalendar.extend({ account: z.string() }));
    const made = addSecondary(face.google.world, mustFindAccount(face.google.world, account), calendar);
    return json(201, made.head);
  }),
  faceRoute('POST', '/_control/share', (face, request) => {
    const body = readControl(request, shareBody);
    const { world } = face.google;
    share(world, mustFindCalendar(world, body.calendarId), mustFindAccount(world, body.account), body.role, body.addToList);
    return json(200, body);
  }),
  faceRoute('POST', '/_control/expire-sync-tokens', (face, request) => {
    const { calendarId } = readControl(request, z.strictObject({ calendarId: z.string().optional() }));
    const { world } = face.google;
    const all = calendarId === undefined ? [...world.state.calendars.values()] : [mustFindCalendar(world, calendarId)];
    all.forEach(expireSyncTokens);
    return json(200, { calendars: all.length });
  }),
];
