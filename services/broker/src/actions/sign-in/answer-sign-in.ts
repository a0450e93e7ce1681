import { randomToken } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import type { GoogleIdentity, SignInFailure } from '../../domain/sign-in/bind-person.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import { signInFlows, type SignInFlow } from '../../repos/sign-in-flows.ts';
import { sealIdentity } from './sign-in-identity.ts';

/** Keeps what Google answered and gives the ticket of the last step, on the agency's host. Undefined: the sign-in is over already. */
export async function answerSignIn(deps: Deps, flow: SignInFlow, answer: GoogleIdentity | SignInFailure): Promise<string | undefined> {
  const ticket = makeTicket(flow.id, randomToken(deps.random));
  const failed = typeof answer === 'string';
  const identity = failed ? null : await sealIdentity(deps, flow, answer);
  const kept = await deps.store.update(signInFlows, flow.id, (now) =>
    now.stage !== 'at-google' ? undefined : { ...now, stage: 'answered' as const, ticket: ticket.hash, identity, failure: failed ? answer : null },
  );
  return kept.ticket === ticket.hash ? `${flow.issuer}/oauth2/finish?ticket=${ticket.text}` : undefined;
}
