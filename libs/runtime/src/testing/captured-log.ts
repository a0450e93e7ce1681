import { inspect } from 'node:util';
import type { Log } from '@portal-sync/kernel';

/** A log that keeps everything, errors to the bottom of their causes, as text. */
export function captureLog(): { readonly log: Log; text(): string } {
  const lines: string[] = [];
  const keep = (fields: object, message: string): void => void lines.push(`${message} ${inspect(fields, { depth: 10 })}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep, child: () => log };
  return { log, text: () => lines.join('\n') };
}
