import { expect, test } from 'vitest';
import { fillMarkers } from './markers.ts';
import { planMessages } from './plan.ts';

test('no message lost a field or asks for a new one without a new version', () => {
  const { files, faults } = planMessages();
  expect(faults).toEqual([]);
  expect(files.length).toBeGreaterThan(15);
});

test('what stands between markers is replaced, and nothing else', () => {
  const text = 'a\n<!-- settings -->\nold\n<!-- /settings -->\nb\n';
  expect(fillMarkers(text, 'settings', '| new |\n')).toBe('a\n<!-- settings -->\n| new |\n<!-- /settings -->\nb\n');
  expect(fillMarkers(text, 'messages', 'x')).toBeUndefined();
});
