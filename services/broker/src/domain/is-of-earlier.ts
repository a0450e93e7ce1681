import type { CloudEvent } from '@portal-sync/kernel';

/** So far two machines' clocks may be apart, ms; nobody who was removed is made and removed again within it. */
const APART_MS = 5_000;

/** Whether an answer to a removal was given before this one was asked for, ms: said again, it answers an earlier one. Pure. */
export const isOfEarlier = ({ time }: Pick<CloudEvent, 'time'>, askedAt: number): boolean => Date.parse(time) < askedAt - APART_MS;
