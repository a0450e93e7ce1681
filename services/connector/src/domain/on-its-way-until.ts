import type { InflightWrite } from '../repos/links.ts';

/** A call ends after 30 s, and may be made a second time with another token. */
const ON_ITS_WAY_MS = 60_000;

/** Until when (ms) writes without an answer may still arrive at Google; 0 where there are none. */
export const onItsWayUntil = (inflight: readonly Pick<InflightWrite, 'at'>[]): number => Math.max(0, ...inflight.map(({ at }) => at + ON_ITS_WAY_MS));
