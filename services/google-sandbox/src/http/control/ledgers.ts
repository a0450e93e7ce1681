import { z } from 'zod';
import { json, queryValue } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { readControl } from './read.ts';

const quotaBody = z.strictObject({
  perUserPerMinute: z.int().min(0).optional(),
  perProjectPerMinute: z.int().min(0).optional(),
  rateLimitStatus: z.union([z.literal(403), z.literal(429)]).optional(),
  calendarsPerAccount: z.int().min(0).optional(),
  updatedMinDays: z.number().min(0).optional(),
  sparseCancelledInstances: z.boolean().optional(),
  refreshTokensPerAccountAndClient: z.int().min(1).optional(),
  channelTtlSeconds: z.int().min(1).optional(),
  eventsPerPage: z.int().min(1).optional(),
  emptyFirstPage: z.boolean().optional(),
});

export const ledgerRoutes = [
  faceRoute('GET', '/_control/mails', (face) => json(200, { mails: face.google.world.state.mails })),
  faceRoute('DELETE', '/_control/mails', (face) => {
    face.google.world.state.mails = [];
    return json(200, {});
  }),
  faceRoute('GET', '/_control/calls', (face, request) => {
    const operation = queryValue(request, 'operation');
    const account = queryValue(request, 'account');
    const calls = face.google.world.state.calls.filter(
      (call) => (operation === undefined || call.operation === operation) && (account === undefined || call.account === account),
    );
    const byOperation: Record<string, number> = {};
    for (const call of calls) byOperation[call.operation] = (byOperation[call.operation] ?? 0) + 1;
    return json(200, { count: calls.length, byOperation, calls });
  }),
  faceRoute('DELETE', '/_control/calls', (face) => {
    face.google.world.state.calls = [];
    return json(200, {});
  }),
  faceRoute('GET', '/_control/channels', (face) =>
    json(200, { channels: [...face.google.world.state.channels.values()], waiting: face.google.world.state.deliveries.length }),
  ),
  faceRoute('GET', '/_control/quota', (face) => json(200, face.google.world.state.limits)),
  faceRoute('POST', '/_control/quota', (face, request) => {
    const { state } = face.google.world;
    const given = Object.fromEntries(Object.entries(readControl(request, quotaBody)).filter(([, value]) => value !== undefined));
    state.limits = { ...state.limits, ...given };
    state.quota.clear();
    return json(200, state.limits);
  }),
  faceRoute('GET', '/_control/clock', (face) => json(200, { now: new Date(face.google.now()).toISOString(), offsetMs: face.google.world.state.clockOffset })),
  faceRoute('POST', '/_control/clock', (face, request) => {
    const { advanceMs } = readControl(request, z.strictObject({ advanceMs: z.int().min(0) }));
    face.google.world.state.clockOffset += advanceMs;
    return json(200, { now: new Date(face.google.now()).toISOString(), offsetMs: face.google.world.state.clockOffset });
  }),
];
