import type { Google } from './core/google.ts';

export type Timers = { after(ms: number, run: () => void): () => void };
export type Http = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** Carries the core's notifications out into the world. */
export interface Postman {
  /** Posts what is due and sets a timer for what is not; called after every request. */
  run(): void;
  /** Stops the timer and waits for what is on its way. */
  close(): Promise<void>;
}

/** How long Google waits is not known; long enough here that only who really hangs misses one. */
const TIMEOUT_MS = 30_000;
const AT_ONCE = 64;

export function createPostman(google: Google, http: Http, timers: Timers): Postman {
  const onTheWay = new Set<Promise<void>>();
  let cancelTimer = () => {};
  let closed = false;

  const post = async (id: number, url: string, headers: Readonly<Record<string, string>>) => {
    const gone = new AbortController();
    const cancel = timers.after(TIMEOUT_MS, () => gone.abort());
    let status: number | undefined;
    try {
      const response = await http(url, { method: 'POST', headers, redirect: 'manual', signal: gone.signal });
      status = response.status;
      await response.body?.cancel();
    } catch {
      status = undefined;
    } finally {
      cancel();
    }
    google.settleOutgoing(id, status);
  };

  const run = () => {
    if (closed || onTheWay.size >= AT_ONCE) return;
    for (const { id, url, headers } of google.takeOutgoing()) {
      const trip: Promise<void> = post(id, url, headers).finally(() => {
        onTheWay.delete(trip);
        run();
      });
      onTheWay.add(trip);
    }
    cancelTimer();
    const next = google.nextOutgoingAt();
    if (next !== undefined) cancelTimer = timers.after(Math.max(0, next - google.now()), run);
  };

  return {
    run,
    async close() {
      closed = true;
      cancelTimer();
      await Promise.all(onTheWay);
    },
  };
}
