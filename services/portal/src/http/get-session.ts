import { brand, locale, role, appointmentType, userCard } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { findSession } from '../actions/find-session.ts';
import type { Deps } from '../deps.ts';
import { menusFor } from '../domain/menus.ts';
import { askedAgency } from './asked-agency.ts';

const menu = z.enum(['integrations', 'calendar', 'contacts', 'log', 'settings', 'admin']);

/** What the pages know before anything else: whose portal this is, who is signed in, and what is in their navigation. */
export const portalSession = z.object({
  agencyId: z.string(),
  brand,
  locale,
  zone: z.string(),
  appointmentTypes: z.array(appointmentType),
  person: z
    .object({ userId: z.string(), name: z.string(), email: z.string(), role, contactId: z.string().nullable(), mayConnect: z.boolean(), menus: z.array(menu) })
    .nullable(),
});
export type PortalSession = z.infer<typeof portalSession>;

export const getSession = defineRoute({
  id: 'getPortalSession',
  method: 'GET',
  path: '/portal/session',
  summary: 'Whose portal this is and who is signed in',
  who: 'anyone',
  answers: { 200: portalSession },
  async handle(request, deps: Deps) {
    const { agency } = await askedAgency(deps, request.headers);
    const session = await findSession(deps, request.headers);
    const card = session === undefined ? undefined : await deps.broker.get(`/internal/users/${encodeURIComponent(session.agencyId)}/${encodeURIComponent(session.userId)}`, userCard);
    const body: PortalSession = {
      agencyId: agency.id,
      brand: agency.brand,
      locale: agency.locale,
      zone: agency.zone,
      appointmentTypes: agency.appointmentTypes,
      person:
        session === undefined || card === undefined
          ? null
          : {
              userId: card.id,
              name: card.name,
              email: card.email,
              role: card.role,
              contactId: card.contactId,
              mayConnect: agency.rolesThatConnect.includes(card.role),
              menus: [...menusFor(card.role, agency.rolesThatConnect)],
            },
    };
    return { status: 200, body };
  },
});
