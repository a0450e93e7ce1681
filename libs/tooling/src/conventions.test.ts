import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, packages, readJson, ROOT, type PackageJson } from './repository.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const lines = (path: string): number => read(path).split('\n').length - 1;

const all = ['libs', 'services', 'test', 'deploy', 'helm'].flatMap(filesUnder);
const written = all.filter((path) => !path.includes('/generated/'));
const code = written.filter((path) => /\.(ts|tsx|js|css)$/.test(path));
const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$|^test\/|\/testing\/|^libs\/(bus|store|google)\/src\/contract\//.test(path);

describe('files', () => {
  const FORBIDDEN = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'base', 'manager'];

  test('have names in kebab case', () => {
    const names = code.map((path) => path.split('/').at(-1) as string);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract|config|module|d))?\.(ts|tsx|js|css)$/.test(name))).toEqual([]);
  });

  test('and folders are not called after drawers', () => {
    const parts = (path: string) => path.split('/').map((part) => part.replace(/\..*$/, ''));
    expect(code.filter((path) => parts(path).some((part) => FORBIDDEN.includes(part)))).toEqual([]);
  });

  test('have at most 300 lines, tests 600', () => {
    expect(code.filter((path) => lines(path) > (isTest(path) ? 600 : 300))).toEqual([]);
  });

  test('have a median of at most 80 lines', () => {
    const sizes = code.filter((path) => !isTest(path)).map(lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
  });

  test('named index.ts are doors of their package', () => {
    const doors = packages().flatMap(({ folder, json }) => Object.values((json as { exports?: Record<string, string> }).exports ?? {}).map((door) => join(folder, door)));
    expect(code.filter((path) => path.endsWith('/index.ts') && !doors.includes(path))).toEqual([]);
  });
});

describe('text', () => {
  // Written so that this file does not find itself.
  const FOREIGN = [/(?<![.\w])[/]work\//, /[/]tmp\/\w/, /registry[.]npmjs/, /TO[D]O/, /FIX[M]E/, /not implemen[t]ed/i];
  const texts = [...written, ...['README.md', 'package.json', 'package-lock.json', 'nx.json'].filter((path) => existsSync(join(ROOT, path)))].filter((path) => /\.(ts|tsx|js|css|html|md|json|yaml|yml)$/.test(path));

  test.each(FOREIGN)('holds no %s', (pattern) => {
    expect(texts.filter((path) => pattern.test(read(path)))).toEqual([]);
  });
});

describe('packages', () => {
  test.each(packages().map(({ folder }) => folder).filter((folder) => folder !== 'test'))('%s has a README of ten to forty lines', (folder) => {
    const own = read(`${folder}/README.md`).replaceAll(/<!-- (\w+) -->[^]*?<!-- \/\1 -->/g, '');
    expect(own.trim().split('\n').length).toBeGreaterThanOrEqual(10);
    expect(own.trim().split('\n').length).toBeLessThanOrEqual(40);
  });

  const manifests = [{ folder: '.', json: readJson(join(ROOT, 'package.json')) as PackageJson }, ...packages()];

  test('pin every dependency to one version', () => {
    const loose = manifests.flatMap(({ folder, json }) =>
      Object.entries({ ...json.dependencies, ...json.devDependencies, ...json.optionalDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name]) => `${folder}: ${name}`),
    );
    expect(loose).toEqual([]);
  });

  test('agree on the version of what several use', () => {
    const versions = new Map<string, Set<string>>();
    for (const { json } of manifests) {
      for (const [name, version] of Object.entries({ ...json.dependencies, ...json.devDependencies })) versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([]);
  });

  test('declare what they import; tests may use what the root declares', () => {
    const rootNames = Object.keys(manifests[0]?.json.devDependencies ?? {});
    const missing = packages().flatMap(({ folder, json }) => {
      const own = Object.keys({ ...json.dependencies, ...json.devDependencies });
      return code
        .filter((path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path))
        .flatMap((path) => {
          const forTests = isTest(path) || folder === 'libs/tooling' || folder === 'test';
          const may = [...own, json.name, ...(forTests ? [...rootNames, '@portal-sync/tooling', '@portal-sync/local-engines', '@portal-sync/engines', '@portal-sync/store-sqlite', '@portal-sync/bus-inprocess', '@portal-sync/google-sandbox'] : [])];
          return importsOf(path).filter((name) => !may.includes(name)).map((name) => `${path}: ${name}`);
        });
    });
    expect([...new Set(missing)]).toEqual([]);
  });
});

/** Packages that a file imports with values, by their names. */
function importsOf(path: string): readonly string[] {
  const statements = read(path).matchAll(/^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?'([^'.][^']*)';/gm);
  return [...statements]
    .map(([, source]) => source as string)
    .filter((source) => !source.startsWith('node:'))
    .map((source) => source.split('/').slice(0, source.startsWith('@') ? 2 : 1).join('/'));
}
