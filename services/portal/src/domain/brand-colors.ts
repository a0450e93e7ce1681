/** The accent as it is used on a light and on a dark page. All colours `#rrggbb`. */
export interface ReadableAccent {
  readonly accent: string;
  /** Black or white, whichever reads better on the accent. */
  readonly onAccent: '#000000' | '#ffffff';
  /** Which way the agency's colour was moved so that it can be read. */
  readonly moved: 'no' | 'darker' | 'lighter';
}

/** The page behind the accent; the same values stand in the pages' style sheet. */
export const PAGE_COLORS = { light: '#ffffff', dark: '#1b1d21' } as const;

/** What else the accent stands on as text: a plain surface, and the page washed with the accent itself. The same values stand in the pages' style sheet. */
const SURFACES = { light: { plain: '#f5f6f7', wash: 0.1 }, dark: { plain: '#202328', wash: 0.16 } } as const;

/** WCAG 2.2 level AA for text of normal size. */
const AA = 4.5;
const STEP = 0.02;

/** The agency's accent, made readable on both pages and everything it stands on there. */
export const readableAccents = (accent: string): { light: ReadableAccent; dark: ReadableAccent } => ({
  light: readableIn(accent, 'light'),
  dark: readableIn(accent, 'dark'),
});

/** Every colour that text in this accent stands on. */
export const behindAccent = (accent: string, scheme: 'light' | 'dark'): readonly string[] => [
  PAGE_COLORS[scheme],
  SURFACES[scheme].plain,
  mix(PAGE_COLORS[scheme], accent, SURFACES[scheme].wash),
];

function readableIn(accent: string, scheme: 'light' | 'dark'): ReadableAccent {
  const towards = scheme === 'light' ? '#000000' : '#ffffff';
  const unreadable = (color: string): boolean => behindAccent(color, scheme).some((surface) => contrast(color, surface) < AA);
  let shown = accent.toLowerCase();
  for (let share = STEP; unreadable(shown) && share <= 1; share += STEP) shown = mix(accent, towards, share);
  const moved = shown === accent.toLowerCase() ? 'no' : scheme === 'light' ? 'darker' : 'lighter';
  return { accent: shown, onAccent: textOn(shown), moved };
}

/** Black or white by contrast: one of the two always reaches AA. */
export const textOn = (color: string): '#000000' | '#ffffff' => (contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000');

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const channels = (color: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(color: string, towards: string, share: number): string {
  const ends = channels(towards);
  return `#${channels(color).map((value, at) => Math.round(value + ((ends[at] ?? value) - value) * share).toString(16).padStart(2, '0')).join('')}`;
}
