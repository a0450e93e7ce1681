import type { Agency, ConnectionCard, ContactCard, UserCard } from '@portal-sync/contracts';
import { createAccount, grantTokens, type Google } from '@portal-sync/google-sandbox/core';
import type { Http } from '@portal-sync/kernel';
import { anAgency, NORTH, PEOPLE, SOUTH } from './cast.ts';

const SCOPES = ['calendar.events', 'calendar.calendarlist.readonly', 'calendar.settings.readonly'].map((name) => `https://www.googleapis.com/auth/${name}`);

/** The broker and the matcher, as far as the engine asks them. */
export interface Neighbours {
  readonly http: Http;
  readonly agencies: Map<string, Agency>;
  readonly users: Map<string, UserCard>;
  readonly contacts: Map<string, ContactCard>;
  readonly connections: Map<string, ConnectionCard>;
  addConnection(of: { id: string; userId: string; agencyId: string; account: string }): ConnectionCard;
}

export function neighbours(google: Google): Neighbours {
  const agencies = new Map([NORTH, SOUTH].map((id) => [id, anAgency(id)]));
  const users = new Map(PEOPLE.map((user) => [`${user.agencyId}/${user.id}`, user]));
  const contacts = new Map<string, ContactCard>();
  const connections = new Map<string, ConnectionCard>();
  for (const userId of new Set(PEOPLE.map(({ id }) => id))) createAccount(google.world, { email: `${userId}@gmail.com`, name: userId });

  const http: Http = async (url, init) => {
    const { pathname } = new URL(url);
    if (pathname === '/oauth2/token') return token(new URLSearchParams(String(init?.body)));
    const [, , kind = '', ...ids] = pathname.split('/').map(decodeURIComponent);
    if (kind === 'agencies' && ids[1] === 'identity-key') return Response.json({ key: `key-of-${ids[0]}` });
    const found =
      kind === 'agencies' ? agencies.get(ids[0] as string)
      : kind === 'users' ? users.get(ids.join('/'))
      : kind === 'contacts' ? contacts.get(ids[1] as string)
      : kind === 'connections' ? connections.get(ids[0] as string)
      : undefined;
    return found === undefined ? new Response(null, { status: 404 }) : Response.json(found);
  };
  function token(form: URLSearchParams): Response {
    if (form.get('grant_type') === 'client_credentials') return Response.json({ access_token: 'internal', token_type: 'Bearer', expires_in: 300 });
    const card = connections.get(form.get('subject_token') ?? '');
    if (card === undefined) return Response.json({ error: 'invalid_target' }, { status: 400 });
    if (card.state === 'broken') return Response.json({ error: 'invalid_grant', cause: 're-consent' }, { status: 400 });
    const sub = google.world.state.subByEmail.get(card.account) ?? '';
    const account = google.world.state.accounts.get(sub);
    if (account === undefined) throw new Error(`no account ${card.account}`);
    return Response.json({ access_token: grantTokens(google.world, account, 'operator', SCOPES).accessToken, token_type: 'Bearer', expires_in: 3600 });
  }
  return {
    http, agencies, users, contacts, connections,
    addConnection({ id, userId, agencyId, account }) {
      const card: ConnectionCard = { id, agencyId, userId, product: 'calendar-2way', state: 'live', cause: null, account, grantedScopes: SCOPES, version: 1, since: 1 };
      connections.set(id, card);
      return card;
    },
  };
}
