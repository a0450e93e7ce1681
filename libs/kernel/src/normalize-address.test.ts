import { expect, test } from 'vitest';
import { normalizeAddress } from './normalize-address.ts';

test.each([
  ['folds case', 'Ann.Lee@Example.COM', false, 'ann.lee@example.com'],
  ['trims', '  ann@example.com ', false, 'ann@example.com'],
  ['writes international domains in ASCII', 'ann@bücher.example', false, 'ann@xn--bcher-kva.example'],
  ['keeps plus tags unless told', 'ann+news@example.com', false, 'ann+news@example.com'],
  ['folds plus tags when told (I21)', 'ann+news@example.com', true, 'ann@example.com'],
  ['keeps a leading plus, which is no tag', '+ann@example.com', true, '+ann@example.com'],
  ['refuses what is no address', 'not an address', false, undefined],
  ['refuses an empty domain', 'ann@', false, undefined],
  ['refuses an empty mailbox', '@example.com', false, undefined],
])('%s', (_rule, address, foldPlusTags, expected) => {
  expect(normalizeAddress(address, { foldPlusTags })).toBe(expected);
});
