import { grantKey } from '../../core/oauth/records.ts';
import { revokeProject } from '../../core/oauth/revoke.ts';
import { scopeText } from '../../core/oauth/scopes.ts';
import { html, redirect } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { markup, page } from './html.ts';
import { personOf } from './person.ts';

const brandOf = (face: Face, project: string): string =>
  [...face.google.world.state.clients.values()].find((client) => client.projectNumber === project)?.brandName ?? `Project ${project}`;

/** Where a person sees which apps they let in, and shows one the door. */
export const permissionPages = [
  faceRoute('GET', '/u/{account}/permissions', (face, _, args) => {
    const person = personOf(face, args);
    const grants = [...face.google.world.state.grants.values()].filter((grant) => grant.sub === person.account.sub);
    const rows = grants.map(
      (grant) => markup`<section class="box"><div><h2>${brandOf(face, grant.project)}</h2>
        <ul>${grant.scopes.map((scope) => markup`<li>${scopeText(scope)}</li>`)}</ul><p class="dim">since ${new Date(grant.since).toUTCString()}</p>
        <form method="post"><input type="hidden" name="project" value="${grant.project}"><button>Remove access</button></form></div></section>`,
    );
    const list = rows.length > 0 ? rows : [markup`<p>No app has access to this account.</p>`];
    return html(200, page('Permissions', markup`<p><a href="${person.home}">Calendar</a></p><h1>Apps with access</h1><p>${person.account.email}</p>${list}`));
  }),
  faceRoute('POST', '/u/{account}/permissions', (face, request, args) => {
    const person = personOf(face, args);
    const project = new URLSearchParams(request.body).get('project') ?? '';
    if (face.google.world.state.grants.has(grantKey(project, person.account.sub))) revokeProject(face.google.world, project, person.account.sub);
    return redirect(`${person.home}/permissions`, 303);
  }),
];
