import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock, type Log } from '@portal-sync/kernel';
import { cachedBuild, runBuilder } from '@portal-sync/runtime/builds';
import { OUR_SERVICES } from '../house/addresses.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'services');
const BUILDER = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * The services in a few files instead of some thousand modules, unless these very sources were bundled before: a process that was killed is back in
 * half the time, for half the work. Answers with where the main module of a service stands. Nothing is made smaller: stacks name functions as they are called.
 */
export async function bundleServices({ log, cache = CACHE, clock = systemClock }: { log: Log; cache?: string; clock?: Clock }): Promise<(service: string) => string> {
  const startedAt = clock.now();
  const libs = readdirSync(join(ROOT, 'libs')).map((name) => `libs/${name}/src`);
  const services = OUR_SERVICES.map((name) => `services/${name}/src`);
  const sources = [...libs, ...services, 'services/all-in-one/src/bundle', 'package-lock.json', 'tsconfig.base.json'];
  const { folder, isNew } = await cachedBuild({ cache, root: ROOT, sources, proof: 'portal.js', clock, build });
  if (isNew) log.info({ ms: clock.now() - startedAt }, 'services bundled');
  return (service) => join(folder, `${service}.js`);
}

const build = (folder: string): Promise<void> =>
  runBuilder('The services cannot be bundled:', [BUILDER, folder, ...OUR_SERVICES.map((name) => join(ROOT, 'services', name, 'src/main.ts'))]);
