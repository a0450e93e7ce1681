import passport from 'passport';
import type { ConsentStrategy, RawTokens } from './consent-strategy.ts';

export type StrategyOutcome =
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'tokens'; readonly raw: RawTokens }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Lets passport run a strategy on a plain request: no Express, no session. Never rejects. */
export function runStrategy(strategy: ConsentStrategy, query: Readonly<Record<string, string>>, options: object): Promise<StrategyOutcome> {
  return new Promise((resolve) => {
    let location = '';
    const request = { method: 'GET', url: '/', headers: {}, query };
    const response = {
      statusCode: 200,
      setHeader(name: string, value: string) {
        if (name.toLowerCase() === 'location') location = value;
      },
      end: () => resolve({ kind: 'redirect', location }),
    };
    const done = (error: unknown, user?: unknown): void => {
      if (error === null && typeof user === 'object' && user !== null) resolve({ kind: 'tokens', raw: user as RawTokens });
      else resolve({ kind: 'failed', error });
    };
    type Middleware = (request: unknown, response: unknown, next: (error?: unknown) => void) => void;
    const run = new passport.Passport().authenticate(strategy, { session: false, ...options }, done) as Middleware;
    run(request, response, (error) => resolve({ kind: 'failed', error }));
  });
}
