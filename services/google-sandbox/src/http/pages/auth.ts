import type { AuthStep } from '../../core/oauth/authorize.ts';
import { scopeText } from '../../core/oauth/scopes.ts';
import { html, redirect } from '../plain.ts';
import type { PlainRequest, PlainResponse } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { markup, page } from './html.ts';
import type { Html } from './html.ts';

/** The request and what was answered so far travel through the pages as hidden fields. */
function hidden(query: string, fields: Readonly<Record<string, string>>): Html {
  const all = Object.entries({ request: query, ...fields });
  return markup`${all.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}`;
}

const form = (body: Html): Html => markup`<form method="post" action="/o/oauth2/v2/auth">${body}</form>`;

function errorPage(step: AuthStep & { kind: 'error' }): string {
  return page(
    'Access blocked',
    markup`<h1>Access blocked: authorization error</h1><p>${step.message}</p><p class="error">Error ${step.status}: <code>${step.error}</code></p>`,
  );
}

function choosePage(step: AuthStep & { kind: 'choose' }, query: string): string {
  const rows = step.accounts.map(
    (account) => markup`<li>${form(markup`${hidden(query, { account: account.sub })}<button class="row"><strong>${account.name}</strong><br><span class="dim">${account.email}</span></button>`)}</li>`,
  );
  const list = rows.length > 0 ? markup`<ul>${rows}</ul>` : markup`<p>There is no account here.</p>`;
  return page('Choose an account', markup`<p class="dim">Sign in with Google</p><h1>Choose an account</h1><p>to continue to <strong>${step.request.client.brandName}</strong></p>${list}`);
}

function signInPage(step: AuthStep & { kind: 'sign-in' }, query: string): string {
  const { brandName } = step.request.client;
  const lines = step.scopes.map((scope) => markup`<li class="box">${scopeText(scope)}</li>`);
  return page(
    `Sign in to ${brandName}`,
    form(markup`<p class="dim">Sign in with Google</p><h1>Sign in to ${brandName}</h1><p>${step.account.email}</p>
      <p>Google will allow ${brandName} to access this info about you:</p><ul>${lines}</ul>${hidden(query, { account: step.account.sub, signIn: 'true' })}
      <div class="actions"><button name="decision" value="deny">Cancel</button><button class="main">Continue</button></div>`),
  );
}

const SELECT_ALL = `const all=document.getElementById('all'),boxes=[...document.querySelectorAll('input[name=scope]')];
all.addEventListener('change',()=>boxes.forEach(b=>b.checked=all.checked));boxes.forEach(b=>b.addEventListener('change',()=>all.checked=boxes.every(b=>b.checked)))`;

function consentPage(step: AuthStep & { kind: 'consent' }, query: string): string {
  const { brandName } = step.request.client;
  const rows = step.boxes.map(({ scope, granted }) =>
    step.tickable
      ? markup`<label class="box"><input type="checkbox" name="scope" value="${scope}"${granted ? markup` checked` : ''}><span>${scopeText(scope)}</span></label>`
      : markup`<p class="box">${scopeText(scope)}</p>`,
  );
  const intro = step.tickable
    ? markup`<p>Select what <strong>${brandName}</strong> can access</p><label class="box"><input type="checkbox" id="all"><span>Select all</span></label>`
    : markup`<p><strong>${brandName}</strong> will be able to:</p>`;
  return page(
    `${brandName} wants access to your Google Account`,
    form(markup`<p class="dim">Sign in with Google</p><h1>${brandName} wants access to your Google Account</h1><p>${step.account.email}</p>${intro}${rows}
      ${hidden(query, { account: step.account.sub, signIn: 'true' })}
      <div class="actions"><button name="decision" value="deny">Cancel</button><button class="main" name="decision" value="allow">Continue</button></div>`),
    step.tickable ? { script: SELECT_ALL } : {},
  );
}

function show(step: AuthStep, query: string): PlainResponse {
  switch (step.kind) {
    case 'redirect':
      return redirect(step.location);
    case 'error':
      return html(step.status, errorPage(step));
    case 'choose':
      return html(200, choosePage(step, query));
    case 'sign-in':
      return html(200, signInPage(step, query));
    case 'consent':
      return html(200, consentPage(step, query));
  }
}

function advance(face: Face, request: PlainRequest, query: string, answers: URLSearchParams): PlainResponse {
  const decision = answers.get('decision');
  const step = face.google.authorize(Object.fromEntries(new URLSearchParams(query)), {
    account: answers.get('account') ?? undefined,
    signIn: answers.get('signIn') === 'true',
    decision: decision === 'allow' || decision === 'deny' ? decision : undefined,
    scopes: answers.getAll('scope'),
    userAgent: request.headers['user-agent'],
  });
  return show(step, query);
}

/** Google's sign-in and consent, page by page. */
export const authPages = [
  faceRoute('GET', '/o/oauth2/v2/auth', (face, request) => {
    const query = new URLSearchParams(Object.entries(request.query).map(([key, value]) => [key, typeof value === 'string' ? value : (value[0] ?? '')]));
    return advance(face, request, query.toString(), new URLSearchParams());
  }),
  faceRoute('POST', '/o/oauth2/v2/auth', (face, request) => {
    const answers = new URLSearchParams(request.body);
    return advance(face, request, answers.get('request') ?? '', answers);
  }),
];
