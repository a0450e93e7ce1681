import type { PlainResponse } from '../route.ts';
import type { Incoming } from './incoming.ts';
import type { Problem } from './problem.ts';

/** Draws an error for a person. A service passes its own to show the agency's brand. */
export type ErrorPage = (problem: Problem, request: Incoming) => PlainResponse | Promise<PlainResponse>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe inside HTML elements and quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] as string);

/** A page without brand, script or style: what is shown when nothing better is known. */
export const plainErrorPage: ErrorPage = (problem) => ({
  status: problem.status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(problem.title)}</title></head><body><main><h1>${escapeHtml(problem.title)}</h1>`,
    problem.detail === undefined ? '' : `<p>${escapeHtml(problem.detail)}</p>`,
    `<p><small>Reference for support: ${escapeHtml(problem.requestId)}</small></p></main></body></html>`,
  ].join(''),
});
