import { PRODUCT_SCOPES, type Product } from '@portal-sync/contracts';

export interface ScopeLedger {
  readonly requested: string[];
  readonly granted: string[];
  readonly missing: string[];
}

/** What Google shows apart from the boxes: asked for with every product. */
export const SIGN_IN_SCOPES = ['openid', 'email'] as const;

export const requestedScopes = (product: Product): string[] => [...SIGN_IN_SCOPES, ...PRODUCT_SCOPES[product]];

/** Google's `scope` text as a list; Google writes `email` as the address of its scope. */
export const scopesOf = (text: string): string[] => [...new Set(text.split(' ').filter((scope) => scope !== ''))].sort();

/** What was asked, what was granted, and what a product cannot do without and has not got. */
export function scopeLedger(product: Product, granted: readonly string[]): ScopeLedger {
  const needed = PRODUCT_SCOPES[product];
  return { requested: requestedScopes(product), granted: [...granted], missing: needed.filter((scope) => !granted.includes(scope)) };
}

/** The last part of a scope's address: names its box in our words. */
export const boxOf = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);
