import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** A break this short is not worth a word: a server that starts anew is back by then, ms. */
const UNSAID_MS = 6_000;
/** While the line is broken, what is on screen is read again this often, ms. */
const LOOK_EACH_MS = 30_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Reads again what the server says has changed; after a break in the line, everything that is on screen. True: the line has been broken for a
 * while, and what is on screen is read again now and then instead.
 */
export function useLiveUpdates(): boolean {
  const client = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let source: EventSource;
    let tries = 0;
    let again: ReturnType<typeof setTimeout> | undefined;
    let grace: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource('/portal/live');
      source.addEventListener('open', () => {
        if (grace !== undefined) void client.invalidateQueries();
        clearTimeout(grace);
        [grace, tries] = [undefined, 0];
        setLost(false);
      });
      source.addEventListener('error', () => {
        grace ??= setTimeout(() => setLost(true), UNSAID_MS);
        // After a break the browser tries again by itself; after an answer that is no stream it does not. The session may have ended.
        if (source.readyState !== EventSource.CLOSED) return;
        void client.invalidateQueries({ queryKey: ['session'], exact: true });
        again = setTimeout(open, Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** tries++));
      });
      source.addEventListener('changed', (event) => {
        const { collections } = JSON.parse((event as MessageEvent<string>).data) as { collections: string[] };
        for (const collection of collections) void client.invalidateQueries({ queryKey: [collection] });
      });
    };
    open();
    return () => {
      clearTimeout(again);
      clearTimeout(grace);
      source.close();
    };
  }, [client]);
  useEffect(() => {
    if (!lost) return;
    const looking = setInterval(() => void client.invalidateQueries(), LOOK_EACH_MS);
    return () => clearInterval(looking);
  }, [lost, client]);
  return lost;
}
