import type { Operated } from './find-product.ts';
import type { Terminal } from './terminal.ts';

export interface Answers<T> {
  readonly found: readonly T[];
  /** One sentence for each service that did not answer. */
  readonly missing: readonly string[];
}

/** Asks services at once. One that does not answer hides nothing of the others: exactly then they are looked at. */
export async function askEach<T>(services: readonly Operated[], ask: (service: Operated) => Promise<T>): Promise<Answers<T>> {
  const answers = await Promise.all(services.map((service) => ask(service).then((value) => ({ value }), (error: unknown) => ({ missing: error instanceof Error ? error.message : `The ${service} failed.` }))));
  return {
    found: answers.flatMap((answer) => ('value' in answer ? [answer.value] : [])),
    missing: answers.flatMap((answer) => ('missing' in answer ? [answer.missing] : [])),
  };
}

/** What is said of nothing, where not everybody was heard. */
export const asFarAsKnown = (missing: readonly string[]): string => (missing.length === 0 ? '' : ', as far as services answered');

/** Names those who did not answer; the exit code. */
export function tellMissing(missing: readonly string[], terminal: Terminal): number {
  for (const sentence of missing) terminal.warn(sentence);
  return missing.length === 0 ? 0 : 1;
}
