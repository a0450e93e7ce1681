import type { Texts } from '../../texts/use-texts.ts';

const EVERY = { DAILY: 'repeats.day', WEEKLY: 'repeats.week', MONTHLY: 'repeats.month', YEARLY: 'repeats.year' } as const;

/** How something repeats, in short: `every 2 weeks`. What the rule says beyond that (on which days, how long) stands in Google. Pure. */
export function recurrenceText(lines: readonly string[], { say }: Pick<Texts, 'say'>): string {
  const rule = lines.find((line) => line.startsWith('RRULE:'));
  const part = (name: string): string | undefined => rule === undefined ? undefined : new RegExp(`[:;]${name}=([^;]+)`).exec(rule)?.[1];
  const every = EVERY[part('FREQ') as keyof typeof EVERY];
  return every === undefined ? say('repeats.some') : say(every, { count: Number(part('INTERVAL') ?? 1) });
}
