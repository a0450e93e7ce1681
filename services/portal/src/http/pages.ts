import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomToken } from '@portal-sync/kernel';
import { escapeHtml } from '@portal-sync/runtime';
import type { Express, RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { brandStyle } from '../domain/brand-style.ts';
import { isPagePath } from '../domain/page-paths.ts';
import { pagePolicy } from '../domain/page-policy.ts';
import { serveAssets } from './serve-assets.ts';
import { askedAgency } from './asked-agency.ts';

/** The built pages: files under their content's hash for ever, and one page for every address, dressed in the agency's name and colours. */
export function mountPages(app: Express, deps: Deps): void {
  app.use('/assets', whenBuilt(deps, (folder) => serveAssets(join(folder, 'assets'))));
  app.use(whenBuilt(deps, (folder) => servePage(deps, readFileSync(join(folder, 'index.html'), 'utf8'))));
}

/** The API does not wait for the pages: services and platforms come first, and a build takes seconds. */
function whenBuilt({ pages }: Deps, serve: (folder: string) => RequestHandler): RequestHandler {
  const handler = Promise.resolve(pages).then(serve);
  // A build that fails is told by whoever began it; here it answers each request.
  handler.catch(() => undefined);
  return async (request, response, next) => void (await handler)(request, response, next);
}

function servePage(deps: Deps, template: string): RequestHandler {
  return async (request, response, next) => {
    const path = request.originalUrl.split('?')[0] ?? '';
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // A mistyped address of a known agency gets the page that says so; whatever does not ask for a page gets nothing.
    const known = isPagePath(path);
    if (!known && !(request.headers.accept ?? '').includes('text/html')) return next();
    const { agency } = await askedAgency(deps, { host: request.headers.host });
    const nonce = randomToken(deps.random, 16);
    const parts: Readonly<Record<string, string>> = { LOCALE: agency.locale, NAME: escapeHtml(agency.brand.name) };
    // The nonce is read by our components for the styles they make; browsers hide the attribute from style sheets and selectors.
    const head = `<meta name="style-nonce" nonce="${nonce}"><style nonce="${nonce}">${brandStyle(agency.brand.accent)}</style></head>`;
    response
      .status(known ? 200 : 404)
      .set({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': pagePolicy(nonce) })
      .send(template.replaceAll(/%(LOCALE|NAME)%/g, (_, name: string) => parts[name] ?? '').replace('</head>', () => head));
  };
}
