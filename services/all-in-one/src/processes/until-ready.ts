import { sleep, type Clock, type Http, type Timers } from '@portal-sync/kernel';

const LOOK_MS = 100;
const TELL_MS = 10_000;

/** Waits until each service's `/readyz` answers 200, and says now and then which one is waited for. There is no limit: a supervised process goes on being started. */
export async function untilReady(
  origins: Readonly<Record<string, string>>,
  { http, clock, timers, say }: { http: Http; clock: Clock; timers: Timers; say: (line: string) => void },
): Promise<void> {
  let toldAt = clock.now();
  for (;;) {
    const waiting: string[] = [];
    for (const [name, origin] of Object.entries(origins)) {
      const why = await whyNot(`${origin}/readyz`, http);
      if (why !== undefined) waiting.push(`${name}${why}`);
    }
    if (waiting.length === 0) return;
    if (clock.now() - toldAt >= TELL_MS) {
      toldAt = clock.now();
      say(`Waiting for ${waiting.join(', ')}.`);
    }
    await sleep(timers, LOOK_MS);
  }
}

/** Undefined: it is ready. Else the reason it gives, in brackets; empty where it gives none. */
async function whyNot(url: string, http: Http): Promise<string | undefined> {
  try {
    const answer = await http(url);
    if (answer.ok) return undefined;
    const { reasons = {} } = (await answer.json()) as { reasons?: Record<string, string> };
    const [first] = Object.values(reasons);
    return first === undefined ? '' : ` (${first})`;
  } catch {
    return '';
  }
}
