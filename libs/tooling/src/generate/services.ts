import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Route } from '@portal-sync/runtime';
import { z } from 'zod';
import { packages, ROOT, type Package } from '../repository.ts';

export const services = (): readonly Package[] => packages().filter(({ folder }) => folder.startsWith('services/'));

const load = async (path: string): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const file = join(ROOT, path);
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as Record<string, unknown>) : undefined;
};

/** The Zod object that a service's `settings.ts` exports under a name that ends in `Settings`. */
export async function settingsOf(service: Package): Promise<z.ZodObject | undefined> {
  return settingsIn(`${service.folder}/src/settings.ts`);
}

/** Those of the operator's commands, of the package that has them. */
export const operatorSettingsOf = (service: Package): Promise<z.ZodObject | undefined> => settingsIn(`${service.folder}/src/ops/settings.ts`);

async function settingsIn(path: string): Promise<z.ZodObject | undefined> {
  const module = (await load(path)) ?? {};
  const found = Object.entries(module).filter(([name, value]) => name.endsWith('Settings') && value instanceof z.ZodObject);
  return found[0]?.[1] as z.ZodObject | undefined;
}

/** The `routes` that a service's `app.ts` exports. Only services proper have a part in the API: not the host, not the sandbox. */
export async function routesOf(service: Package): Promise<readonly Route<never>[]> {
  if (!service.json.nx?.tags?.includes('layer:service')) return [];
  const module = await load(`${service.folder}/src/app.ts`);
  const routes = module?.['routes'];
  return Array.isArray(routes) && routes.every((route) => isRoute(route)) ? (routes as Route<never>[]) : [];
}

const isRoute = (value: unknown): boolean => typeof value === 'object' && value !== null && 'who' in value && 'handle' in value;
