import { describe, expect, it } from 'vitest';
import { contrast, textOn } from './contrast.ts';
import { isImage } from './check-logo.ts';

describe('the agency’s look', () => {
  it('text on any accent reaches AA', () => {
    for (const accent of ['#000000', '#ffffff', '#777777', '#ff0000', '#ffd400', '#1f5fa8', '#767676']) {
      expect(contrast(accent, textOn(accent))).toBeGreaterThanOrEqual(4.5);
    }
  });
  it('contrast is WCAG’s: black on white is 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
  it.each<[string, string, boolean]>([
    ['a PNG', `data:image/png;base64,${Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1').toString('base64')}`, true],
    ['a JPEG', `data:image/jpeg;base64,${Buffer.from('\xff\xd8\xff\xe0abc', 'latin1').toString('base64')}`, true],
    ['a WebP', `data:image/webp;base64,${Buffer.from('RIFF\x12\x34\x56\x78WEBPVP8 ', 'latin1').toString('base64')}`, true],
    ['a page that says it is a PNG', `data:image/png;base64,${btoa('<script>alert(1)</script>')}`, false],
    ['an SVG', `data:image/svg+xml;base64,${btoa('<svg/>')}`, false],
  ])('%s', (_name, uri, expected) => {
    expect(isImage(uri)).toBe(expected);
  });
});
