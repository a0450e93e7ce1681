/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. Returns undefined when the text has no such place. Pure. */
export function fillMarkers(text: string, name: string, content: string): string | undefined {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) return undefined;
  return `${text.slice(0, from + open.length)}\n${content.trim()}\n${text.slice(to)}`;
}
