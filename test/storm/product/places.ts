import { addressesFrom, OUR_SERVICES, type Addresses } from '@portal-sync/all-in-one/addresses';
import { isFree } from '@portal-sync/local-engines';

export type OurService = (typeof OUR_SERVICES)[number];

/** How many processes of each service run: two of those that take messages and hold leases, so that they overlap and take over from each other. */
export const REPLICAS: Readonly<Record<OurService, number>> = { broker: 1, connector: 2, matcher: 2, trigger: 2, portal: 1 };

/** One process of a service. */
export interface ProcessPlace {
  /** `connector-2` */
  readonly name: string;
  readonly service: OurService;
  /** Where it listens itself. */
  readonly port: number;
}

/** A port that others dial, and the ports of those behind it. */
export interface LinkPlace {
  /** A service, `google`, `kafka`, or a member of MongoDB: `mongo-1`. */
  readonly name: string;
  readonly port: number;
  readonly behind: readonly number[];
}

/** Where everything of a storm stands. Nobody dials anybody but through a link. */
export interface Places {
  /** As everybody is reached, through links. */
  readonly addresses: Addresses;
  readonly processes: readonly ProcessPlace[];
  readonly links: readonly LinkPlace[];
  /** Where the members of MongoDB listen themselves. */
  readonly mongo: readonly number[];
  readonly kafka: number;
}

export const MONGO_MEMBERS = 3;
const LINKS_AT = 6;
const PROCESSES_AT = 12;
const ENGINES_AT = 28;
const SPAN = 40;

/** All places from `base` on. Pure. */
export function placesFrom(base: number): Places {
  const addresses = addressesFrom(base);
  const each = OUR_SERVICES.flatMap((service) => Array.from({ length: REPLICAS[service] }, (_, at) => ({ service, name: `${service}-${at + 1}` })));
  const processes = each.map((process, at) => ({ ...process, port: base + PROCESSES_AT + at }));
  const mongo = Array.from({ length: MONGO_MEMBERS }, (_, at) => base + ENGINES_AT + at);
  const kafka = base + ENGINES_AT + MONGO_MEMBERS;
  const links: readonly LinkPlace[] = [
    ...OUR_SERVICES.map((service) => ({ name: service, port: addresses.ports[service], behind: processes.filter((process) => process.service === service).map(({ port }) => port) })),
    { name: 'google', port: base + LINKS_AT, behind: [addresses.ports['google-sandbox']] },
    { name: 'kafka', port: base + LINKS_AT + 1, behind: [kafka] },
    ...mongo.map((port, at) => ({ name: `mongo-${at + 1}`, port: base + LINKS_AT + 2 + at, behind: [port] })),
  ];
  return { addresses, processes, links, mongo, kafka };
}

/** Places that nobody listens on yet, below the ports that outgoing connections are given. */
export async function freePlaces(first = 21_500): Promise<Places> {
  for (let base = first; base < 30_000; base += SPAN) {
    const all = Array.from({ length: SPAN }, (_, at) => base + at);
    if ((await Promise.all(all.map(isFree))).every(Boolean)) return placesFrom(base);
  }
  throw new Error(`no ${SPAN} free ports in a row`);
}
