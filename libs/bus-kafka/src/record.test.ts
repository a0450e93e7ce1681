import type { CloudEvent } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import { describe, expect, test } from 'vitest';
import type { WrittenRecord } from './record.ts';
import { readRecord, writeRecord } from './record.ts';

const message: CloudEvent = {
  specversion: '1.0', id: 'm1', source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00.000Z', datacontenttype: 'application/json',
  dataversion: 1, partitionkey: 'ключ', agency: 'a1', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', data: { text: 'ö"\n', list: [null, 1] },
};
const placed: PlacedMessage = { owner: 'owner', partition: 3, position: 17, message };

const asRead = ({ headers, value }: Pick<WrittenRecord, 'headers' | 'value'>) => ({
  offset: '5',
  value: Buffer.from(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
});
const written = writeRecord(placed);
const without = (name: string) => asRead({ ...written, headers: Object.fromEntries(Object.entries(written.headers).filter(([each]) => each !== name)) });

describe('a record', () => {
  test('gives back the message and its place', () => {
    expect(readRecord('things.v1', 3, asRead(written))).toEqual({ placed });
  });

  test('is a CloudEvent in binary mode, with trace context, under its partition key and in the partition that was computed', () => {
    expect(written).toMatchObject({ key: 'ключ', partition: 3, value: JSON.stringify(message.data) });
    expect(written.headers).toMatchObject({
      'ce_specversion': '1.0', 'ce_id': 'm1', 'ce_source': '/owner', 'ce_type': 'thing.changed', 'ce_time': message.time, 'content-type': 'application/json',
      'ce_traceparent': message.traceparent, 'traceparent': message.traceparent,
    });
  });

  test('of a newer producer keeps what it adds', () => {
    const newer = asRead({ headers: { ...written.headers, ce_dataversion: '2', ce_region: 'eu', other: 'x' }, value: JSON.stringify({ added: true }) });
    expect(readRecord('things.v1', 3, newer).placed.message).toEqual({ ...message, dataversion: 2, region: 'eu', data: { added: true } });
    expect(readRecord('things.v1', 3, newer).fault).toBeUndefined();
  });

  test('whose data is no JSON is at fault; the fault does not quote it', () => {
    const { fault, placed: found } = readRecord('things.v1', 3, asRead({ ...written, value: '{"secret-value' }));
    expect(fault).toMatchObject({ code: 'invalid', issues: [{ path: 'data', message: 'no JSON' }] });
    expect(JSON.stringify([fault, found])).not.toContain('secret-value');
    expect(found).toMatchObject({ owner: 'owner', position: 17, message: { id: 'm1', type: 'thing.changed' } });
  });

  test.each(['id', 'type', 'time', 'partitionkey', 'agency', 'dataversion'])('without ce_%s is at fault, by name', (name) => {
    expect(readRecord('things.v1', 3, without(`ce_${name}`)).fault).toMatchObject({ code: 'invalid', issues: [{ path: `headers.ce_${name}`, message: 'missing' }] });
  });

  test.each(['abc', '1.5', '1e30', '-1', '', '99999999999999999999'])('whose place is "%s" is at fault, and told by where it stands in Kafka', (position) => {
    const broken = asRead({ ...written, headers: { ...written.headers, 'outbox-position': position } });
    const { placed: found, fault } = readRecord('things.v1', 3, broken);
    expect(found).toMatchObject({ owner: 'kafka:things.v1', partition: 3, position: 5 });
    expect(fault?.issues).toEqual([{ path: 'headers.outbox-position', message: 'no place in an outbox' }]);
  });

  test.each(['outbox-owner', 'outbox-position'])('with half a place (no %s) is at fault', (name) => {
    expect(readRecord('things.v1', 3, without(name)).fault?.issues).toEqual([{ path: 'headers.outbox-position', message: 'no place in an outbox' }]);
  });

  test('of a good message from somewhere else, with no outbox, is taken under its offset', () => {
    const headers = Object.fromEntries(Object.entries(written.headers).filter(([name]) => !name.startsWith('outbox-')));
    expect(readRecord('things.v1', 3, asRead({ ...written, headers }))).toEqual({ placed: { owner: 'kafka:things.v1', partition: 3, position: 5, message } });
  });

  test('whose version is no number is at fault', () => {
    const { fault } = readRecord('things.v1', 3, asRead({ ...written, headers: { ...written.headers, ce_dataversion: 'two' } }));
    expect(fault?.issues).toEqual([{ path: 'headers.ce_dataversion', message: 'no whole number' }]);
  });

  test('of a stranger is told by its topic and offset', () => {
    const { placed: found, fault } = readRecord('things.v1', 3, { offset: '5', value: null });
    expect(found).toMatchObject({ owner: 'kafka:things.v1', partition: 3, position: 5 });
    expect(fault?.issues).toHaveLength(8);
  });
});
