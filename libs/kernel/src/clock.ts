/** The time, in milliseconds since the epoch. Passed in everywhere, so that a test or a simulation owns it. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
