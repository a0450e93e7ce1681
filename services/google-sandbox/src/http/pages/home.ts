import { createAccount } from '../../core/control/accounts.ts';
import { ControlError } from '../../core/control/control-error.ts';
import { html, redirect } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { markup, page } from './html.ts';
import type { Html } from './html.ts';

function accountList(face: Face, tail: string): Html {
  const rows = [...face.google.world.state.accounts.values()].map(
    (account) => markup`<li><a class="button row" href="/u/${encodeURIComponent(account.email)}${tail}"><strong>${account.name}</strong> <span class="dim">${account.email}</span></a></li>`,
  );
  return rows.length > 0 ? markup`<ul class="accounts">${rows}</ul>` : markup`<p>There is no account yet.</p>`;
}

const STYLE = '.accounts li{margin:.5rem 0}.accounts a{display:block}';

const addForm = markup`<details><summary>Add an account</summary><form method="post" action="/accounts">
  <label class="field"><span>Name</span><input name="name" required></label>
  <label class="field"><span>E-mail</span><input name="email" type="email" required></label>
  <label class="field"><span>Workspace domain (optional)</span><input name="hd"></label>
  <div class="actions"><button class="main">Add</button></div></form></details>`;

/** Choose whose calendar to look at. */
export const homePages = [
  faceRoute('GET', '/', (face) =>
    html(200, page('Calendar', markup`<p class="dim">Google, on this machine</p><h1>Whose calendar?</h1>${accountList(face, '')}${addForm}<p><a href="/permissions">Apps with access to an account</a></p>`, { style: STYLE })),
  ),
  faceRoute('GET', '/permissions', (face) =>
    html(200, page('Permissions', markup`<h1>Apps with access to your account</h1><p>Whose account?</p>${accountList(face, '/permissions')}`, { style: STYLE })),
  ),
  faceRoute('POST', '/accounts', (face, request) => {
    const form = new URLSearchParams(request.body);
    const email = form.get('email') ?? '';
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new ControlError(400, 'That is no e-mail address.');
    const hd = form.get('hd');
    const account = createAccount(face.google.world, { email, name: form.get('name') || email, ...(hd ? { hd } : {}) });
    return redirect(`/u/${encodeURIComponent(account.email)}`, 303);
  }),
];
