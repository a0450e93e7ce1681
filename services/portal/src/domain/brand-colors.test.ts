import { expect, test } from 'vitest';
import { behindAccent, contrast, readableAccents, textOn } from './brand-colors.ts';
import { brandStyle, initialsOf } from './brand-style.ts';

test('contrast is that of WCAG: 21 for black on white, 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#2f6f62', '#2f6f62')).toBe(1);
});

test('any accent can be read on both pages, on their surfaces and on its own wash, and the text on it too', () => {
  for (const accent of ['#ffff00', '#ffffff', '#000000', '#777777', '#ff0000', '#2f6f62', '#00ff7f', '#0000ff', '#1b1d21']) {
    for (const scheme of ['light', 'dark'] as const) {
      const shown = readableAccents(accent)[scheme];
      for (const surface of behindAccent(shown.accent, scheme)) expect([accent, scheme, surface, contrast(shown.accent, surface) >= 4.5]).toEqual([accent, scheme, surface, true]);
      expect([accent, scheme, contrast(shown.onAccent, shown.accent) >= 4.5]).toEqual([accent, scheme, true]);
    }
  }
});

test('a colour that can be read stays as it is; yellow is darkened on white, navy lightened on dark', () => {
  expect(readableAccents('#2F6F62').light).toEqual({ accent: '#2f6f62', onAccent: '#ffffff', moved: 'no' });
  expect(readableAccents('#ffe600')).toMatchObject({ light: { moved: 'darker' }, dark: { moved: 'no', accent: '#ffe600', onAccent: '#000000' } });
  expect(readableAccents('#10204a')).toMatchObject({ light: { moved: 'no' }, dark: { moved: 'lighter' } });
});

test('text on a colour is black or white, whichever reads better', () => {
  expect([textOn('#ffe600'), textOn('#10204a')]).toEqual(['#000000', '#ffffff']);
});

test('the style holds colours only, and initials are at most two letters', () => {
  expect(brandStyle('#2f6f62')).toMatch(/^:root\{--accent:#[0-9a-f]{6};--on-accent:#[0-9a-f]{6}\}@media \(prefers-color-scheme:dark\)\{:root\{--accent:#[0-9a-f]{6};--on-accent:#[0-9a-f]{6}\}\}$/);
  expect(['Northlight Studio', 'åre  fysio & massage', 'X', '  '].map(initialsOf)).toEqual(['NS', 'ÅF', 'X', '']);
});
