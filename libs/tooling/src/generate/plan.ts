import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi, settingsTable, type Route } from '@portal-sync/runtime';
import { filesUnder, packages, readJson, ROOT, type Package } from '../repository.ts';
import { compatibilityFaults } from './compatibility.ts';
import { fillMarkers } from './markers.ts';
import { messageKinds, messageSchema } from './message-kinds.ts';
import { messageTable } from './message-tables.ts';
import { operatorSettingsOf, routesOf, services, settingsOf } from './services.ts';

export interface GeneratedFile {
  /** From the root. */
  readonly path: string;
  readonly content: string;
}

/** What a person has to decide first: that file is not written. */
export interface Fault {
  readonly path: string;
  readonly what: string;
}

export interface Plan {
  readonly files: readonly GeneratedFile[];
  readonly faults: readonly Fault[];
}

const GENERATED = 'libs/contracts/generated';

/** Everything that is made from the code, as it should be. Writes nothing. */
export async function planGenerated(): Promise<Plan> {
  const parts = [planMessages(), await planApi(), ...(await Promise.all([...services(), ...withEngines()].map(planReadme))), ...(await Promise.all(services().map(planOpsReadme)))];
  return { files: parts.flatMap((part) => part.files), faults: parts.flatMap((part) => part.faults) };
}

/** The settings of the engines are every service's, and stand once. */
const withEngines = (): readonly Package[] => packages().filter(({ folder }) => folder === 'libs/engines');

/** The JSON Schemas of all messages, held against those that stand already. */
export function planMessages(): Plan {
  const files = messageKinds().map(messageSchema).map(({ file, schema }) => ({ path: `${GENERATED}/messages/${file}`, schema }));
  const broken = files.flatMap(({ path, schema }) => {
    const old = existsSync(join(ROOT, path)) ? compatibilityFaults(readJson(join(ROOT, path)) as Record<string, unknown>, schema) : [];
    return old.map((fault) => ({ path, what: `${fault}. Readers of both shapes run side by side: declare a new version of the message.` }));
  });
  const gone = filesUnder(`${GENERATED}/messages`)
    .filter((path) => !files.some((file) => file.path === path))
    .map((path) => ({ path, what: 'is declared no more, but may still be in outboxes. Delete the file by hand when it is not.' }));
  return { files: files.map(({ path, schema }) => ({ path, content: asJson(schema) })), faults: [...broken, ...gone] };
}

async function planApi(): Promise<Plan> {
  const routes = (await Promise.all(services().map(routesOf))).flat().filter((route) => route.path.startsWith('/v1/'));
  if (routes.length === 0) return { files: [], faults: [] };
  const path = `${GENERATED}/openapi.json`;
  const content = asJson(openApi({ title: 'Calendar API', version: '1', routes: withOwnIds(routes) }));
  return { files: [{ path, content }], faults: repeatedPlaces(routes).map((what) => ({ path, what })) };
}

/** Two services must not answer at one place: the gateway could not tell them apart. */
function repeatedPlaces(routes: readonly Route<never>[]): readonly string[] {
  const places = routes.map((route) => `${route.method} ${route.path.replaceAll(/\{\w+\+?\}/g, '{}')}`);
  return places.filter((place, at) => places.indexOf(place) !== at).map((place) => `two services have a route at ${place}`);
}

/** Ids are unique per service; an API document wants them unique altogether. */
function withOwnIds(routes: readonly Route<never>[]): readonly Route<never>[] {
  const seen = new Map<string, number>();
  return routes.map((route) => {
    const count = (seen.get(route.id) ?? 0) + 1;
    seen.set(route.id, count);
    return count === 1 ? route : { ...route, id: `${route.id}${count}` };
  });
}

async function planReadme(service: Package): Promise<Plan> {
  const path = `${service.folder}/README.md`;
  const settings = await settingsOf(service);
  const table = messageTable(service);
  if (!existsSync(join(ROOT, path))) return { files: [], faults: settings === undefined ? [] : [{ path, what: 'is missing' }] };
  const text = readFileSync(join(ROOT, path), 'utf8');
  const withSettings = settings === undefined ? text : fillMarkers(text, 'settings', settingsTable(settings));
  if (withSettings === undefined) return { files: [], faults: [{ path, what: 'has no place for the settings: <!-- settings --> and <!-- /settings -->' }] };
  const content = table === undefined ? withSettings : (fillMarkers(withSettings, 'messages', table) ?? withSettings);
  return { files: [{ path, content }], faults: [] };
}

/** The operator's commands have settings of their own, and a README beside them. */
async function planOpsReadme(service: Package): Promise<Plan> {
  const settings = await operatorSettingsOf(service);
  const path = `${service.folder}/src/ops/README.md`;
  if (settings === undefined || !existsSync(join(ROOT, path))) return { files: [], faults: [] };
  const content = fillMarkers(readFileSync(join(ROOT, path), 'utf8'), 'ops settings', settingsTable(settings));
  return content === undefined ? { files: [], faults: [{ path, what: 'has no place for the settings: <!-- ops settings --> and <!-- /ops settings -->' }] } : { files: [{ path, content }], faults: [] };
}

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
