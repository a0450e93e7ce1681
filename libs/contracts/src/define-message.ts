import { AppError, type CloudEvent } from '@portal-sync/kernel';
import { z } from 'zod';

/** What the envelope needs from outside: who says it, when, under which id. */
export interface Stamp {
  readonly id: string;
  /** ms since the epoch */
  readonly now: number;
  readonly traceparent?: string | undefined;
}

/** A kind of message: strict to write, tolerant to read. */
export interface MessageKind<D extends { agencyId: string }> {
  readonly type: string;
  readonly version: number;
  /** The service that owns the record spoken of; only it writes this message. */
  readonly owner: string;
  /** `look-again`: the reader reads current state, duplicates do no harm. `happened`: names one immutable row, taken once. */
  readonly nature: 'look-again' | 'happened';
  /** Topic on a bus that has topics: one per noun. */
  readonly topic: string;
  readonly payload: z.ZodType<D>;
  make(data: D, stamp: Stamp): CloudEvent<D>;
  /** The payload of a received envelope. Fails with `invalid` naming the paths at fault, never the values. */
  read(message: CloudEvent): D;
}

export function defineMessage<S extends z.ZodRawShape>(spec: {
  type: string;
  version: number;
  owner: string;
  nature: 'look-again' | 'happened';
  shape: S;
  key: (data: z.output<z.ZodObject<S>>) => string;
}): MessageKind<z.output<z.ZodObject<S>> & { agencyId: string }> {
  type Data = z.output<z.ZodObject<S>> & { agencyId: string };
  const strict = z.strictObject(spec.shape);
  const tolerant = z.object(spec.shape);
  return {
    type: spec.type,
    version: spec.version,
    owner: spec.owner,
    nature: spec.nature,
    topic: topicOf(spec.type),
    payload: strict as unknown as z.ZodType<Data>,
    make: (data, stamp) => ({
      specversion: '1.0',
      id: stamp.id,
      source: `/${spec.owner}`,
      type: spec.type,
      time: new Date(stamp.now).toISOString(),
      datacontenttype: 'application/json',
      dataversion: spec.version,
      partitionkey: spec.key(data),
      agency: data.agencyId,
      ...(stamp.traceparent === undefined ? {} : { traceparent: stamp.traceparent }),
      data: strict.parse(data) as Data,
    }),
    read(message) {
      const parsed = tolerant.safeParse(message.data);
      if (parsed.success) return parsed.data as Data;
      throw new AppError('invalid', {
        detail: `message ${spec.type} does not parse`,
        issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.code })),
      });
    },
  };
}

/** The topic of a type of message, one per noun: `appointment.changed` goes to `appointments.v1`. */
export const topicOf = (type: string): string => `${plural(type.split('.')[0] ?? '')}.v1`;

const plural = (noun: string): string => (noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : noun.endsWith('s') ? `${noun}es` : `${noun}s`);
