import { defineRoute, escapeHtml } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { readableAccents } from '../domain/brand-colors.ts';
import { initialsOf } from '../domain/brand-style.ts';
import { askedAgency } from './asked-agency.ts';

/** The tab's icon: the agency's logo, or its initials on its accent. */
export const getIcon = defineRoute({
  id: 'getIcon',
  method: 'GET',
  path: '/portal/icon',
  summary: "The agency's icon",
  who: 'anyone',
  answers: { 200: undefined },
  async handle(request, deps: Deps) {
    const { agency } = await askedAgency(deps, request.headers);
    const cached = { 'cache-control': 'private, max-age=300' };
    const logo = /^data:(image\/[a-z]+);base64,(.+)$/.exec(agency.brand.logo ?? '');
    if (logo !== null) return { status: 200, headers: { ...cached, 'content-type': logo[1] as string }, body: Buffer.from(logo[2] as string, 'base64') };
    const { accent, onAccent } = readableAccents(agency.brand.accent).light;
    const text = `<text x="32" y="42" text-anchor="middle" font-family="system-ui,sans-serif" font-size="28" font-weight="600" fill="${onAccent}">${escapeHtml(initialsOf(agency.brand.name))}</text>`;
    const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="${accent}"/>${text}</svg>`;
    return { status: 200, headers: { ...cached, 'content-type': 'image/svg+xml' }, body };
  },
});
