import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Reads again what the server says has changed. After a break in the line everything that is on screen is read once. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/portal/live');
    let broken = false;
    source.addEventListener('open', () => {
      if (broken) void client.invalidateQueries();
      broken = false;
    });
    source.addEventListener('error', () => {
      broken = true;
    });
    source.addEventListener('changed', (event) => {
      const { collections } = JSON.parse((event as MessageEvent<string>).data) as { collections: string[] };
      for (const collection of collections) void client.invalidateQueries({ queryKey: [collection] });
    });
    return () => source.close();
  }, [client]);
}
