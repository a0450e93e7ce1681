import { dirname, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';

interface Options {
  /** Folders, as they stand in a path: `src/domain`. */
  readonly folders: readonly string[];
  /** Packages whose exports are pure. */
  readonly packages: readonly string[];
  /** Other modules of which some exports are pure: module to names. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

interface Imported {
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string; readonly imported?: { readonly name?: string } }[];
}

/** In a pure folder only the folder itself and pure packages are imported. Types may come from anywhere: they do nothing. */
export const pureImports: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { folders: { type: 'array' }, packages: { type: 'array' }, names: { type: 'object' } } }],
    messages: { impure: 'A pure folder imports itself and pure packages only, not {{source}}. Types may come from anywhere (import type).' },
  },
  create(context) {
    const { folders, packages, names } = context.options[0] as Options;
    const home = homeOf(context.filename, folders);
    if (home === undefined) return {};
    const check = (node: Imported): void => {
      const source = node.source?.value;
      if (typeof source !== 'string' || node.importKind === 'type' || node.exportKind === 'type') return;
      const taken = (node.specifiers ?? []).filter((one) => one.importKind !== 'type').map((one) => one.imported?.name ?? '*');
      if (taken.length > 0 && taken.every((name) => names[source]?.includes(name))) return;
      const pure = source.startsWith('.') ? !relative(home, resolve(dirname(context.filename), source)).startsWith('..') : packages.includes(source);
      if (!pure) context.report({ node: node as unknown as Rule.Node, messageId: 'impure', data: { source } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check } as Rule.RuleListener;
  },
};

/** The pure folder a file stands in, as an absolute path. */
function homeOf(file: string, folders: readonly string[]): string | undefined {
  const path = file.split(sep).join('/');
  for (const folder of folders) {
    const at = path.indexOf(`/${folder}/`);
    if (at >= 0) return path.slice(0, at + folder.length + 1);
  }
  return undefined;
}
