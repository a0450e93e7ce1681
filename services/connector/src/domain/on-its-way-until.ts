import type { InflightWrite } from '../repos/links.ts';

/** A call ends after 30 s, and may be made a second time with another token. */
const ON_ITS_WAY_MS = 60_000;

/** Until when (ms) a write without an answer may still arrive at Google. */
export const onItsWayUntil = ({ at }: Pick<InflightWrite, 'at'>): number => at + ON_ITS_WAY_MS;
