import type { Product } from '@portal-sync/contracts';

/** How a connect ended that made nothing, or why a page cannot go on. */
export type PageEnd =
  | 'denied' | 'box-missing' | 'other-account' | 'expired' | 'replayed' | 'other-browser' | 'unknown' | 'google-failed' | 'admin-must-act' | 'google-busy' | 'over';

/** Why a sign-in ends on a page of ours. */
export type SignInProblem = 'not-right' | 'over' | 'other-browser';

/** Everything the connect pages say, in one language. `{agency}`, `{person}`, `{product}`, `{brand}` are filled in. */
export interface Words {
  readonly lang: string;
  readonly products: Readonly<Record<Product, string>>;
  readonly title: string;
  /** Names the person and the agency. */
  readonly asks: string;
  readonly notYou: string;
  readonly why: string;
  /** Box (last part of its scope) to a sentence that says what it is for. */
  readonly boxes: Readonly<Record<string, { readonly name: string; readonly use: string }>>;
  readonly tickAll: string;
  readonly oneBox: string;
  readonly account: string;
  readonly consentShows: string;
  readonly go: string;
  readonly goReplace: string;
  readonly tryAgain: string;
  readonly back: string;
  readonly reference: string;
  readonly ends: Readonly<Record<PageEnd, { readonly title: string; readonly text: string }>>;
  readonly missing: string;
  readonly signIn: Readonly<Record<SignInProblem, { readonly title: string; readonly text: string }>>;
  readonly signInAgain: string;
}

/** Puts values in the place of `{name}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
