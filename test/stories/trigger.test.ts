import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { eventually, settle } from '../house/eventually.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import type { Person } from '@portal-sync/all-in-one/person';
import { at } from '../house/times.ts';

let house: TestHouse;
let ada: Person;
let clara: Person;
const received: { headers: Record<string, string>; body: string }[] = [];
let listener: Server;

beforeAll(async () => {
  house = await openTestHouse();
  ada = await house.signedIn('ada');
  clara = await house.signedIn('clara');
  listener = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      // The first reply is lost: the sender must repeat it under the same id.
      if (received.length === 1) response.socket?.destroy();
      else response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
});
afterAll(async () => {
  listener.close();
  await house?.close();
});

const firings = async () => (await ada.must<{ items: { on: string; appointmentId: string; contactId: string | null }[] }>('GET', '/v1/firings?limit=200')).items;

describe('triggers', () => {
  test('an appointment that a client books fires the customer-booked rule once; the webhook is signed and repeated under one id', async () => {
    const { port } = listener.address() as AddressInfo;
    const endpoint = await ada.must<{ id: string; secret: string }>('POST', '/v1/webhooks', { url: `http://127.0.0.1:${port}/hook` });
    await ada.must('POST', '/v1/rules', {
      name: 'Tell our system',
      on: 'customer-booked',
      actions: [
        { kind: 'webhook', endpointId: endpoint.id },
        { kind: 'mail', to: 'client', subject: 'See you at {title}', text: 'Dear {client}, {agency} expects you {when}.' },
      ],
    });
    await clara.must('PUT', '/v1/appointments/by-external-id/clara-1', { title: 'Intake', when: at(3, 9), hostUserId: 'ada' });
    await clara.must('PUT', '/v1/appointments/by-external-id/clara-1', { title: 'Intake', when: at(3, 9), hostUserId: 'ada' });
    await eventually(async () => expect(await firings()).toMatchObject([{ on: 'customer-booked' }]));
    await eventually(async () => expect(received.length).toBeGreaterThanOrEqual(2));
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { headers, body } of received) expect(() => new Webhook(endpoint.secret).verify(body, headers)).not.toThrow();
    const mails = await eventually(async () => {
      const { items } = await ada.must<{ items: { to: string; subject: string; text: string }[] }>('GET', '/v1/mails');
      expect(items).toMatchObject([{ to: 'clara.jansen.demo@gmail.com', subject: 'See you at Intake' }]);
      return items;
    });
    expect(mails[0]?.text).toContain('Northlight Studio');
  });

  test('an appointment booked by staff does not fire the customer-booked rule', async () => {
    const before = (await firings()).length;
    await ada.must('POST', '/v1/appointments', { title: 'By staff', when: at(4, 9) });
    await settle();
    expect((await firings()).length).toBe(before);
  });

  test('after a restart nothing fires a second time: rows are taken once however often they are delivered (M16)', async () => {
    const before = await firings();
    await house.restart();
    await settle(1_500);
    expect(await firings()).toEqual(before);
  });

  test('a client reaches neither rules nor firings nor mails', async () => {
    for (const path of ['/v1/rules', '/v1/firings', '/v1/mails', '/v1/webhooks']) expect((await clara.api('GET', path)).status, path).toBe(403);
  });
});
