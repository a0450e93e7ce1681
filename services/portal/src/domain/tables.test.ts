import { expect, test } from 'vitest';
import { connectFailure } from './connect-outcome.ts';
import { cookieValue } from './cookies.ts';
import { downstreamHeaders } from './gateway-headers.ts';
import { GATEWAY_TABLE, upstreamOf } from './gateway-table.ts';
import { localPath } from './local-path.ts';
import { menusFor } from './menus.ts';
import { addressOfHost } from './origin-of-host.ts';
import { originAllows } from './same-origin.ts';
import { signInFailure } from './sign-in-outcome.ts';

test('a host names an address: https, save for loopback names', () => {
  const rows: ReadonlyArray<readonly [string | undefined, string | undefined]> = [
    ['north.localhost:4400', 'http://north.localhost:4400'],
    ['NORTH.localhost:80', 'http://north.localhost'],
    ['127.0.0.1:4400', 'http://127.0.0.1:4400'],
    ['portal.agency.example', 'https://portal.agency.example'],
    ['portal.agency.example:443', 'https://portal.agency.example'],
    ['portal.agency.example:8443', 'https://portal.agency.example:8443'],
    ['evil-localhost', 'https://evil-localhost'],
    ['a..b', undefined], ['a/b', undefined], ['a@b', undefined], ['a b', undefined], ['', undefined], [undefined, undefined], ['a.', undefined], ['[::1]', undefined],
  ];
  for (const [host, origin] of rows) expect([host, addressOfHost(host)?.origin]).toEqual([host, origin]);
});

test('the gateway is a table: every row leads to its service, everything else nowhere', () => {
  for (const [prefix, upstream] of Object.entries(GATEWAY_TABLE)) {
    expect([upstreamOf(prefix), upstreamOf(`${prefix}/x/y`), upstreamOf(`${prefix}x`)]).toEqual([upstream, upstream, undefined]);
  }
  for (const path of ['/', '/v1', '/v1/', '/internal/x', '/v1/toString', '/constructor', '/v1/runs/../users', '/v1/runs%2f..', '/V1/runs', '/v1/runs/%00']) expect([path, upstreamOf(path)]).toEqual([path, undefined]);
});

test('hop-by-hop and cookie headers stay on their side', () => {
  const passed = downstreamHeaders('/v1/runs', [['Connection', 'close'], ['etag', '"1"'], ['content-encoding', 'gzip']], ['a=1']);
  expect(passed).toEqual([['etag', '"1"']]);
});

test('a cookie sent twice is nobody\'s', () => {
  expect(cookieValue('session=a', 'session', false)).toBe('a');
  expect(cookieValue('session=a; session=b', 'session', false)).toBeUndefined();
  expect(cookieValue('session=a', 'session', true)).toBeUndefined();
  expect(cookieValue('__Host-session=a; session=b', 'session', true)).toBe('a');
});

test('only safe methods may come from elsewhere', () => {
  const own = 'https://a.example';
  expect([originAllows('GET', undefined, own), originAllows('POST', own, own)]).toEqual([true, true]);
  for (const origin of [undefined, 'null', 'http://a.example', 'https://a.example.evil.example', 'https://a.example:444']) expect([origin, originAllows('DELETE', origin, own)]).toEqual([origin, false]);
});

test('after signing in people go to a page of ours', () => {
  for (const path of ['/', '/calendar?date=2026-05-04', '/log/r1#x']) expect(localPath(path)).toBe(path);
  for (const path of [undefined, '', 'calendar', '//evil.example', '/\\evil', '/a\\b', '/a b', '/sign-in', '/sign-in/start', '/v1/users', '/oauth2/authorize', 'https://evil.example', `/${'x'.repeat(600)}`]) expect([path, localPath(path)]).toEqual([path, '/']);
});

test('the navigation follows the role and whom the agency lets connect', () => {
  expect(menusFor('admin', [])).toEqual(['calendar', 'contacts', 'log', 'admin']);
  expect(menusFor('staff', ['staff'])).toEqual(['calendar', 'integrations', 'contacts', 'log', 'settings']);
  expect(menusFor('client', ['staff'])).toEqual(['calendar']);
  expect(menusFor('prospect', ['prospect'])).toEqual(['calendar', 'integrations', 'log', 'settings']);
});

test('what the broker says in codes becomes one of a few reasons', () => {
  expect([signInFailure('access_denied', 'unknown-person'), signInFailure('access_denied', undefined), signInFailure('server_error', ''), signInFailure('x', '')]).toEqual(['unknown-person', 'denied', 'busy', 'failed']);
  expect([connectFailure('access_denied'), connectFailure('box-missing'), connectFailure('toString')]).toEqual(['denied', 'box-missing', 'failed']);
});
