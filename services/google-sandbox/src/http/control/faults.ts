import { z } from 'zod';
import type { Fault, FaultEffect } from '../../core/ledger/faults.ts';
import type { NotificationFault } from '../../core/watch/notification-faults.ts';
import { json } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { readControl } from './read.ts';

const faultBody = z.strictObject({
  operation: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  account: z.string().optional(),
  calendarId: z.string().optional(),
  count: z.int().min(1).default(1),
  skip: z.int().min(0).default(0),
  status: z.int().min(100).max(599).optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  lostReply: z.boolean().optional(),
  dropped: z.boolean().optional(),
  delayMs: z.int().min(0).optional(),
  staleRead: z.boolean().optional(),
});

const present = <T extends object>(value: object): T => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** A fault as asked for; what to match and what to do are told apart here. */
function toFault(body: z.infer<typeof faultBody>, id: string): Fault {
  const { operation, method, path, account, calendarId, count, skip, ...effect } = body;
  return { id, skip, left: count, effect: present<FaultEffect>(effect), ...present<Partial<Fault>>({ operation, method, path, account, calendarId }) };
}

const notificationBody = z
  .strictObject({ drop: z.boolean().optional(), delayMs: z.int().min(0).optional(), duplicate: z.boolean().optional(), count: z.int().min(1).default(1), calendarId: z.string().optional() })
  .refine((body) => Number(body.drop === true) + Number(body.delayMs !== undefined) + Number(body.duplicate === true) === 1, 'give one of drop, delayMs, duplicate');

function toNotificationFault(body: z.infer<typeof notificationBody>): NotificationFault {
  const effect = body.drop ? 'drop' : body.duplicate ? 'duplicate' : 'delay';
  return { effect, delayMs: body.delayMs ?? 0, left: body.count, ...(body.calendarId === undefined ? {} : { calendarId: body.calendarId }) };
}

export const faultRoutes = [
  faceRoute('POST', '/_control/faults', (face, request) => {
    const { state } = face.google.world;
    const body = readControl(request, faultBody);
    state.lastId += 1;
    const fault = toFault(body, `fault-${state.lastId}`);
    state.faults.push(fault);
    return json(201, fault);
  }),
  faceRoute('GET', '/_control/faults', (face) =>
    json(200, { faults: face.google.world.state.faults, notifications: face.google.world.state.notificationFaults }),
  ),
  faceRoute('DELETE', '/_control/faults', (face) => {
    face.google.world.state.faults = [];
    face.google.world.state.notificationFaults = [];
    return json(200, {});
  }),
  faceRoute('POST', '/_control/notifications', (face, request) => {
    const fault = toNotificationFault(readControl(request, notificationBody));
    face.google.world.state.notificationFaults.push(fault);
    return json(201, fault);
  }),
];
