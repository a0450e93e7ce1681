import { readableAccents } from './brand-colors.ts';

/** The agency's colours as CSS variables, for both colour schemes. */
export function brandStyle(accent: string): string {
  const { light, dark } = readableAccents(accent);
  const variables = (colors: { accent: string; onAccent: string }): string => `:root{--accent:${colors.accent};--on-accent:${colors.onAccent}}`;
  return `${variables(light)}@media (prefers-color-scheme:dark){${variables(dark)}}`;
}

/** At most two letters that stand for a name without a logo. */
export const initialsOf = (name: string): string =>
  name.split(/\s+/).filter((word) => /^\p{L}|^\p{N}/u.test(word)).slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? '').join('');
