import type { Cast } from './cast.ts';

/** Disconnects Mira's calendar, takes out of Google what was pushed, and waits until the connection is gone. */
export async function disconnect({ staff, waitFor }: Cast, connectionId: string): Promise<void> {
  await staff.must('POST', `/v1/connections/${connectionId}/disconnect`, { googleEvents: 'remove' });
  await waitFor('the connection to go', async () => {
    const answer = await staff.api<{ state?: string }>('GET', `/v1/connections/${connectionId}`);
    return answer.status === 404 ? true : undefined;
  });
}
