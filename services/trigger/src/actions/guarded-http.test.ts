import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@portal-sync/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { isAllowedAddress } from './allowed-address.ts';
import { createGuardedHttp } from './guarded-http.ts';
import { urlFault } from './webhook-url.ts';

const strict = { allowLoopback: false };
const lax = { allowLoopback: true };

describe('where a webhook may go', () => {
  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])('public: %s', (address) => {
    expect(isAllowedAddress(address, strict)).toBe(true);
  });

  it.each([
    ['10.0.0.1', 'private'], ['172.16.5.4', 'private'], ['192.168.1.1', 'private'], ['127.0.0.1', 'loopback'], ['127.9.9.9', 'loopback'],
    ['169.254.169.254', 'metadata'], ['168.63.129.16', 'metadata'], ['100.100.100.200', 'shared, metadata'], ['100.64.0.1', 'shared'],
    ['0.0.0.0', 'unspecified'], ['255.255.255.255', 'broadcast'], ['224.0.0.1', 'multicast'], ['240.0.0.1', 'reserved'],
    ['192.0.2.1', 'documentation'], ['198.18.0.1', 'benchmarking'], ['192.0.0.192', 'protocol, metadata'],
    ['::1', 'loopback'], ['::', 'unspecified'], ['fe80::1', 'link-local'], ['fd00:ec2::254', 'private, metadata'], ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'loopback as IPv6'], ['::ffff:10.0.0.1', 'private as IPv6'], ['64:ff9b::7f00:1', 'loopback by NAT64'], ['2002:7f00:1::', 'loopback by 6to4'],
    ['2001:db8::1', 'documentation'], ['not an address', 'nothing'],
  ])('not to %s (%s)', (address) => {
    expect(isAllowedAddress(address, strict)).toBe(false);
  });

  it('to this machine only where that is allowed, and to no other private address even there', () => {
    expect([isAllowedAddress('127.0.0.1', lax), isAllowedAddress('::1', lax), isAllowedAddress('10.0.0.1', lax), isAllowedAddress('169.254.169.254', lax)])
      .toEqual([true, true, false, false]);
  });
});

describe('how its address may be written', () => {
  it.each(['https://hooks.example/in', 'https://hooks.example:8443/in?x=1', 'https://93.184.216.34/'])('%s', (url) => {
    expect(urlFault(url, strict)).toBeUndefined();
  });

  it.each([
    'http://hooks.example/', 'ftp://hooks.example/', 'file:///etc/passwd', 'hooks.example', '', 'https://user:pw@hooks.example/',
    'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/', 'https://localhost/',
    'https://portal.localhost/', 'https://10.1.2.3/', 'https://169.254.169.254/latest/meta-data', 'http://localhost:4400/',
  ])('not %s', (url) => {
    expect(urlFault(url, strict)).toBeDefined();
  });

  it('http to this machine where that is allowed; http elsewhere never', () => {
    expect(urlFault('http://127.0.0.1:9000/', lax)).toBeUndefined();
    expect(urlFault('http://hooks.localhost:9000/', lax)).toBeUndefined();
    expect(urlFault('http://hooks.example/', lax)).toBeDefined();
    expect(urlFault('http://10.0.0.1/', lax)).toBeDefined();
  });
});

describe('the door itself', () => {
  let server: Server | undefined;
  let calls = 0;
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    server = undefined;
    calls = 0;
  });
  const listen = async (answer: (url: string) => { status: number; headers?: Record<string, string>; body?: string }): Promise<number> => {
    server = createServer((request, response) => {
      calls++;
      const { status, headers, body } = answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const open = (allowLoopback: boolean, addresses: string[] = ['127.0.0.1']) => {
    const lookup = (_name: string, _options: unknown, callback: (error: null, found: { address: string; family: number }[]) => void) =>
      callback(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    const guard = createGuardedHttp({ allowLoopback, lookup: lookup as never });
    closers.push(() => guard.close());
    return guard.http;
  };
  const refusal = async (call: Promise<unknown>): Promise<string> => {
    let cause: unknown = await call.then(() => new Error('was let through'), (error: unknown) => error);
    for (; cause instanceof Error; cause = cause.cause) if (cause instanceof AppError) return cause.code;
    return 'was let through';
  };

  it('a name that means this machine is refused when it is dialled', async () => {
    const port = await listen(() => ({ status: 200 }));
    expect(await refusal(open(false)(`https://hooks.example:${port}/`))).toBe('refused');
    expect(calls).toBe(0);
  });

  it('one refused address among several is enough', async () => {
    expect(await refusal(open(false, ['93.184.216.34', '10.0.0.1'])('https://hooks.example/'))).toBe('refused');
  });

  it('a number is refused though no name is looked up', async () => {
    const port = await listen(() => ({ status: 200 }));
    expect(await refusal(open(false)(`http://127.0.0.1:${port}/`))).toBe('refused');
    expect(calls).toBe(0);
  });

  it('a redirect is not followed', async () => {
    const port = await listen((url) => (url === '/in' ? { status: 302, headers: { location: '/secret' } } : { status: 200 }));
    expect((await open(true)(`http://127.0.0.1:${port}/in`, { method: 'POST', body: '{}' })).status).toBe(302);
    expect(calls).toBe(1);
  });

  it('this machine is reached by number and by name where that is allowed', async () => {
    const port = await listen(() => ({ status: 204 }));
    expect((await open(true)(`http://127.0.0.1:${port}/`)).status).toBe(204);
    expect((await open(true)(`http://hooks.localhost:${port}/`)).status).toBe(204);
  });

  it('an answer beyond its size limit is cut off', async () => {
    const port = await listen(() => ({ status: 200, body: 'x'.repeat(200_000) }));
    const response = await open(true)(`http://127.0.0.1:${port}/`);
    await expect(response.text()).rejects.toThrow();
  });
});
