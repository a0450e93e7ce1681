import { vi } from 'vitest';
import type { SyncWorld } from './sync-world.ts';

/** Does something once, before the agency's card is given for the `time`th time from now: planning reads it between the people's settings and their links. */
export function onAgencyRead({ deps: { agencies } }: SyncWorld, time: number, act: () => Promise<unknown>): void {
  const get = agencies.get.bind(agencies);
  let asked = 0;
  const read = vi.spyOn(agencies, 'get').mockImplementation(async (id) => {
    if (++asked === time) {
      read.mockRestore();
      await act();
    }
    return get(id);
  });
}
