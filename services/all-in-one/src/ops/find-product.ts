import { join } from 'node:path';
import { Secret } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import { addressesFrom, OUR_SERVICES } from '../house/addresses.ts';
import { operatorSecretIn } from '../machine/machine-secrets.ts';
import type { OpsSettings } from './settings.ts';

export const OPERATED = OUR_SERVICES;
export type Operated = (typeof OPERATED)[number];

/** Where the services are, and the secrets that may open them: the first that the broker takes is the right one. */
export interface Product {
  readonly urls: Readonly<Record<Operated, string>>;
  readonly secrets: readonly [Secret, ...Secret[]];
}

/** The folder of `npm start -- --engines real` in the data folder. */
export const realEnginesFolder = (folder: string): string => join(folder, 'real-engines');

/** Where the services are, by the settings or on this machine. */
export function findServices(settings: OpsSettings): Product['urls'] {
  const { internal } = addressesFrom(settings.HOUSE_PORT);
  return {
    broker: settings.OPS_BROKER_URL ?? internal.broker,
    connector: settings.OPS_CONNECTOR_URL ?? internal.connector,
    matcher: settings.OPS_MATCHER_URL ?? internal.matcher,
    trigger: settings.OPS_TRIGGER_URL ?? internal.trigger,
    portal: settings.OPS_PORTAL_URL ?? internal.portal,
  };
}

/** The product that the settings name, else the one on this machine. Fails with a `StartError` that says what to set. */
export function findProduct(settings: OpsSettings): Product {
  const urls = findServices(settings);
  if (settings.OPS_OPERATOR_SECRET !== undefined) return { urls, secrets: [settings.OPS_OPERATOR_SECRET] };
  const [first, ...more] = [settings.DATA_FOLDER, realEnginesFolder(settings.DATA_FOLDER)].flatMap((folder) => operatorSecretIn(folder) ?? []).map((text) => new Secret(text));
  if (first !== undefined) return { urls, secrets: [first, ...more] };
  throw new StartError(
    `There is no operator's secret in ${settings.DATA_FOLDER}. Start the product there once, name its folder with DATA_FOLDER, or set OPS_OPERATOR_SECRET (and OPS_BROKER_URL, OPS_CONNECTOR_URL, ... for services elsewhere).`,
  );
}
