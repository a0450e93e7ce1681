import type { Deps } from '../../deps.ts';
import { readTicket, sameHash } from '../../domain/connect/ticket.ts';
import { signInFlows, type SignInFlow } from '../../repos/sign-in-flows.ts';

/** Uses up the ticket of one step of a sign-in. Undefined: it is none, of another step, used or too old. */
export async function takeSignInTicket(deps: Deps, text: string, stage: 'asked' | 'answered'): Promise<SignInFlow | undefined> {
  const ticket = readTicket(text);
  if (ticket === undefined) return undefined;
  return deps.store.transaction(async (tx) => {
    const flow = await tx.get(signInFlows, ticket.id);
    if (flow === undefined || flow.stage !== stage || !sameHash(flow.ticket, ticket.hash)) return undefined;
    await tx.put(signInFlows, { ...flow, ticket: null, stage: stage === 'asked' ? 'at-google' : 'finished' });
    return flow.expiresAt > deps.clock.now() ? flow : undefined;
  });
}
