import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, ROOT, type Package } from '../repository.ts';
import { messageKinds, typeOf, type NamedKinds } from './message-kinds.ts';

/** Messages a service writes (it owns them) and takes (its `on/` files name them), as a markdown table. */
export function messageTable(service: Package): string | undefined {
  const kinds = messageKinds();
  const written = kinds.filter((named) => named.kinds.some((kind) => kind.owner === service.name));
  const taken = takenBy(service, kinds);
  if (written.length === 0 && taken.length === 0) return undefined;
  const list = (some: readonly NamedKinds[]) => (some.length === 0 ? '-' : [...new Set(some.map((named) => `\`${typeOf(named)}\``))].join(', '));
  return ['| writes | takes |', '| --- | --- |', `| ${list(written)} | ${list(taken)} |`].join('\n');
}

/** A kind is taken when a file in `on/` imports it and makes none of it. */
function takenBy(service: Package, kinds: readonly NamedKinds[]): readonly NamedKinds[] {
  const texts = filesUnder(`${service.folder}/src/on`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'));
  return kinds.filter(({ exportName }) =>
    texts.some((text) => new RegExp(`\\b${exportName}\\b`).test(text) && !new RegExp(`\\b${exportName}(\\[\\w+\\]|\\.\\w+)?\\.make\\(`).test(text)),
  );
}
