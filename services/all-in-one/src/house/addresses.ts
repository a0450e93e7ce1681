/** Where everything listens on one machine. */
export interface Addresses {
  readonly ports: Readonly<Record<ServiceName, number>>;
  /** Origin of a service as our own services reach it. */
  readonly internal: Readonly<Record<ServiceName, string>>;
  /** The generic host: connect pages and Google's redirect. `localhost` is the name that Google accepts over http. */
  readonly genericOrigin: string;
  /** The Google sandbox, as browsers and services reach it. */
  readonly sandboxOrigin: string;
  /** An agency's origin. */
  agency(host: string): string;
}

export const SERVICE_NAMES = ['portal', 'broker', 'connector', 'matcher', 'trigger', 'google-sandbox'] as const;
/** Our own services, without the sandbox, in the order of their start: the one that knows agencies and people comes first. */
export const OUR_SERVICES = ['broker', 'connector', 'matcher', 'trigger', 'portal'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The portal listens on `base`, the others on the ports that follow. */
export function addressesFrom(base: number): Addresses {
  const entries = SERVICE_NAMES.map((name, at) => [name, base + at] as const);
  const ports = Object.fromEntries(entries) as Record<ServiceName, number>;
  return {
    ports,
    internal: Object.fromEntries(entries.map(([name, port]) => [name, `http://127.0.0.1:${port}`])) as Record<ServiceName, string>,
    genericOrigin: `http://localhost:${ports.broker}`,
    sandboxOrigin: `http://localhost:${ports['google-sandbox']}`,
    agency: (host) => `http://${host}:${ports.portal}`,
  };
}
