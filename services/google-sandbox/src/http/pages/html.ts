/** Markup that is safe as it stands. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

type Part = Html | string | number | undefined | false | readonly Part[];

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return escape(String(part));
}

/** A template whose values are escaped, unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + (at < parts.length ? render(parts[at]) : '')).join(''));
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f1f1f;--dim:#5f6368;--line:#dadce0;--ground:#fff;--soft:#f1f3f4;--blue:#0b57d0;--on-blue:#fff;--red:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--dim:#bdc1c6;--line:#5f6368;--ground:#202124;--soft:#2d2f31;--blue:#a8c7fa;--on-blue:#062e6f;--red:#f2b8b5}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
main{max-width:30rem;margin:0 auto;padding:2rem 1rem}main.wide{max-width:72rem}h1{font-size:1.5rem;font-weight:500;margin:.25rem 0 1rem}h2{font-size:1.1rem;font-weight:500;margin:1rem 0 .25rem}
a{color:var(--blue)}p{margin:.5rem 0}ul{padding:0;list-style:none;margin:1rem 0}.dim{color:var(--dim);font-size:.875rem}
button,.button{font:inherit;padding:.5rem 1.25rem;border-radius:1.25rem;border:1px solid var(--line);background:var(--ground);color:var(--blue);cursor:pointer;text-decoration:none;display:inline-block}
button.main,.button.main{background:var(--blue);color:var(--on-blue);border-color:var(--blue)}button.row{width:100%;text-align:left;border-radius:.5rem;color:var(--ink);margin:.25rem 0}
button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
.actions{display:flex;align-items:center;gap:.75rem;justify-content:flex-end;margin-top:1.5rem;flex-wrap:wrap}.box{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem 0;border-top:1px solid var(--line)}
input[type=checkbox]{width:1.25rem;height:1.25rem;margin:.15rem 0 0;flex:none}input,select,textarea{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--dim);border-radius:.25rem;padding:.4rem .5rem}
label.field{display:block;margin:.75rem 0}label.field span{display:block;font-size:.875rem;color:var(--dim)}label.field input,label.field select,label.field textarea{width:100%}
.error{color:var(--red)}code{background:var(--soft);padding:.1rem .3rem;border-radius:.25rem;overflow-wrap:anywhere}
`;

/** A whole page. */
export function page(title: string, body: Html, more: { wide?: boolean; style?: string; script?: string } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escape(title)}</title><style>${STYLE}${more.style ?? ''}</style></head><body><main${more.wide ? ' class="wide"' : ''}>${body.text}</main>${more.script ? `<script>${more.script}</script>` : ''}</body></html>`;
}
