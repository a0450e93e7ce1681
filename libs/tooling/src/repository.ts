import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');

export interface PackageJson {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A package of ours. */
export interface Package {
  /** `connector` */
  readonly name: string;
  /** `services/connector` */
  readonly folder: string;
  readonly json: PackageJson;
}

/** All packages, sorted by folder. */
export function packages(): readonly Package[] {
  const inside = (parent: string) => readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`);
  return [...inside('libs'), ...inside('services'), ...inside('deploy'), 'test']
    .filter((folder) => existsSync(join(ROOT, folder, 'package.json')))
    .sort()
    .map((folder) => ({ name: folder.split('/').at(-1) as string, folder, json: readJson(join(ROOT, folder, 'package.json')) as PackageJson }));
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8')) as unknown;

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.nx', '.cache', '.data', 'test-results']);

/** Part of the names of files that `lint.test.ts` plants for a moment: nobody else should stumble over them. */
export const PLANTED = 'by-lint-test';

/** Every file under a folder of the repository, as paths from the root with `/`, sorted; what is installed or built is left out. */
export function filesUnder(folder: string): readonly string[] {
  const walk = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.has(entry.name) || entry.name.includes(PLANTED)) return [];
      const inner = join(path, entry.name);
      return entry.isDirectory() ? walk(inner) : [relative(ROOT, inner).split(sep).join('/')];
    });
  const path = join(ROOT, folder);
  return existsSync(path) ? walk(path).sort() : [];
}

/** The script behind a command of an installed package, to be run by this same Node. */
export function binOf(packageName: string, command = packageName): string {
  const path = createRequire(join(ROOT, 'package.json')).resolve(`${packageName}/package.json`);
  const { bin } = readJson(path) as { bin: string | Record<string, string> };
  return join(dirname(path), typeof bin === 'string' ? bin : (bin[command] as string));
}
