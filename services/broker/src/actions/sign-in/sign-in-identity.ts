import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { GoogleIdentity } from '../../domain/sign-in/bind-person.ts';
import type { SignInFlow } from '../../repos/sign-in-flows.ts';
import type { Sealed } from '../../vault/sealed.ts';

const identityShape = z.object({
  sub: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  hd: z.string().nullable(),
  name: z.string().nullable(),
});

const place = (flow: SignInFlow): readonly string[] => ['sign-in', flow.id, 'identity'];

/** Who Google says it is, sealed between two steps of a sign-in. */
export const sealIdentity = (deps: Deps, flow: SignInFlow, identity: GoogleIdentity): Promise<Sealed> =>
  deps.keys.seal(flow.agencyId, place(flow), 1, JSON.stringify(identity));

export async function openIdentity(deps: Deps, flow: SignInFlow, value: Sealed): Promise<GoogleIdentity> {
  return identityShape.parse(JSON.parse((await deps.keys.open(flow.agencyId, place(flow), value)).reveal()));
}
