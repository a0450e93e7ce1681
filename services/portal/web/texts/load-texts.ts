import { sayIn, type Catalogue } from './catalogue.ts';
import type { Texts } from './use-texts.ts';

/** One language is loaded, the one that is shown. */
const LOADERS: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
  sv: () => import('./sv.ts'),
};

export async function loadTexts(locale: string): Promise<Texts> {
  const load = LOADERS[locale] ?? LOADERS['en'];
  const catalogue = await (load as () => Promise<Catalogue>)();
  return { ...sayIn(locale, catalogue), locale };
}
