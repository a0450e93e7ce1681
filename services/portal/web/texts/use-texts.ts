import { createContext, useContext } from 'react';
import type { sayIn } from './catalogue.ts';

export type Texts = ReturnType<typeof sayIn> & { readonly locale: string };

export const TextsContext = createContext<Texts | undefined>(undefined);

/** The texts in the language of this portal. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (texts === undefined) throw new Error('texts are loaded before any page');
  return texts;
}
