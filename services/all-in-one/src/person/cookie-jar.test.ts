import { expect, test } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

test('cookies go back to the host and port that set them, and nowhere else', () => {
  const jar = new CookieJar();
  jar.keep(new URL('http://north.localhost:4400/x'), ['sid=abc; Path=/; HttpOnly', 'theme=dark']);
  expect(jar.header(new URL('http://north.localhost:4400/y'))).toBe('sid=abc; theme=dark');
  expect(jar.header(new URL('http://north.localhost:4401/y'))).toBeUndefined();
  expect(jar.header(new URL('http://harbour.localhost:4400/'))).toBeUndefined();
});

test.each(['Max-Age=0', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])('a cookie set with %s is gone', (end) => {
  const jar = new CookieJar();
  const url = new URL('http://north.localhost:4400/');
  jar.keep(url, ['sid=abc']);
  jar.keep(url, [`sid=; ${end}`]);
  expect(jar.header(url)).toBeUndefined();
});
