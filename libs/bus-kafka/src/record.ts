import type { CloudEvent } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';

/**
 * How a message stands in a Kafka record: CloudEvents' binary mode (attributes are headers `ce_*`, the value is `data`, the key is the
 * partition key), with W3C trace context beside it, and the message's place in its owner's outbox.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
export interface WrittenRecord {
  readonly key: string;
  readonly value: string;
  readonly partition: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record as kafkajs reads it. */
export interface ReadRecord {
  readonly offset: string;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>> | undefined;
}

export type Read = { readonly placed: PlacedMessage; readonly fault?: AppError };

const OWNER = 'outbox-owner';
const POSITION = 'outbox-position';

export function writeRecord({ owner, partition, position, message }: PlacedMessage): WrittenRecord {
  const { data, datacontenttype, ...attributes } = message;
  return {
    key: message.partitionkey,
    value: JSON.stringify(data) ?? '',
    partition,
    headers: {
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)])),
      'content-type': datacontenttype,
      ...(message.traceparent === undefined ? {} : { traceparent: message.traceparent }),
      [OWNER]: owner,
      [POSITION]: String(position),
    },
  };
}

const NEEDED = ['specversion', 'id', 'source', 'type', 'time', 'dataversion', 'partitionkey', 'agency'] as const;

/** Reads a record. What does not parse comes with its fault, which names what is wrong and never a value. Attributes of newer producers are kept. */
export function readRecord(topic: string, partition: number, record: ReadRecord): Read {
  const headers = new Map(Object.entries(record.headers ?? {}).map(([name, value]) => [name, textOf(value)]));
  const attributes = Object.fromEntries([...headers].filter(([name]) => name.startsWith('ce_')).map(([name, value]) => [name.slice(3), value]));
  const value = parse(record.value);
  const dataversion = wholeNumber(attributes['dataversion']);
  const place = placeOf(headers);
  const issues = [
    ...NEEDED.filter((name) => !attributes[name]).map((name) => ({ path: `headers.ce_${name}`, message: 'missing' })),
    ...(attributes['dataversion'] && dataversion === undefined ? [{ path: 'headers.ce_dataversion', message: 'no whole number' }] : []),
    ...(place === 'broken' ? [{ path: `headers.${POSITION}`, message: 'no place in an outbox' }] : []),
    ...(value.ok ? [] : [{ path: 'data', message: 'no JSON' }]),
  ];
  const message = {
    ...attributes,
    type: attributes['type'] ?? '',
    datacontenttype: 'application/json',
    dataversion: dataversion ?? 0,
    ...(value.ok ? { data: value.data } : {}),
  } as unknown as CloudEvent;
  // What comes out of no outbox is told by where it stands in Kafka.
  const stands = typeof place === 'object' ? place : { owner: `kafka:${topic}`, position: Number(record.offset) };
  const placed = { ...stands, partition, message };
  return issues.length === 0 ? { placed } : { placed, fault: new AppError('invalid', { detail: 'the record is no message', issues }) };
}

/** Where the message stands in its owner's outbox; undefined when it says nothing of one. */
function placeOf(headers: ReadonlyMap<string, string>): { owner: string; position: number } | 'broken' | undefined {
  const [owner, written] = [headers.get(OWNER), headers.get(POSITION)];
  if (owner === undefined && written === undefined) return undefined;
  const position = wholeNumber(written);
  return owner && position !== undefined ? { owner, position } : 'broken';
}

function wholeNumber(text: string | undefined): number | undefined {
  const number = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

const textOf = (value: Buffer | string | (Buffer | string)[] | undefined): string => String(Array.isArray(value) ? value[0] : (value ?? ''));

function parse(value: Buffer | null): { ok: true; data: unknown } | { ok: false } {
  if (value === null || value.length === 0) return { ok: true, data: undefined };
  try {
    return { ok: true, data: JSON.parse(value.toString('utf8')) as unknown };
  } catch {
    return { ok: false };
  }
}
