import { sayIn, type Catalogue } from './catalogue.ts';
import type { Texts } from './use-texts.ts';

/** One language is loaded, the one that is shown. */
const LOADERS: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
  sv: () => import('./sv.ts'),
};

/** English here writes dates as most of the world does: 3 May 2026, 14:05. */
const FORMATS: Readonly<Record<string, string>> = { en: 'en-GB' };

export async function loadTexts(locale: string): Promise<Texts> {
  const load = LOADERS[locale] ?? LOADERS['en'];
  const catalogue = await (load as () => Promise<Catalogue>)();
  const format = FORMATS[locale] ?? locale;
  return { ...sayIn(format, catalogue), locale: format };
}
