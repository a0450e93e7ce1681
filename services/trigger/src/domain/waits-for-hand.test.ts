import { expect, it } from 'vitest';
import { waitsForHand } from './waits-for-hand.ts';

it.each<[string, { underWay: number; answers: boolean; turnedAway: number }, number | undefined]>([
  ['nothing is under way', { underWay: 0, answers: false, turnedAway: 0 }, undefined],
  ['one is under way, and nobody knows yet', { underWay: 1, answers: false, turnedAway: 0 }, undefined],
  ['two are', { underWay: 2, answers: false, turnedAway: 0 }, 250],
  ['two are, to one that answers, however slowly', { underWay: 2, answers: true, turnedAway: 0 }, undefined],
  ['half of the hands are, to one that answers', { underWay: 8, answers: true, turnedAway: 0 }, 250],
  ['two are, and a queue had to wait', { underWay: 2, answers: false, turnedAway: 50 }, 2_867],
  ['two are, and a long queue had to wait', { underWay: 2, answers: false, turnedAway: 10_000 }, 300_000],
])('a call waits: %s', (_name, calls, expected) => expect(waitsForHand(calls)).toBe(expected));
