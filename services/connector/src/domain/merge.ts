import type { ConflictPolicy } from '@portal-sync/contracts';
import type { SyncedFields } from '../repos/links.ts';
import { mergeGuests } from './merge-guests.ts';
import { sameSynced } from './same-synced.ts';
import { SYNCED_KEYS, type SyncedKey } from './synced-fields.ts';
import type { Ways } from './ways.ts';
import { winnerOf, type Winner } from './winner.ts';

export interface MergeAsk {
  /** What both sides last agreed on; null when they never met (a look-alike event was linked). */
  readonly base: SyncedFields | null;
  /** What Google showed where it differed from the base although nobody edited it. */
  readonly echo: Partial<SyncedFields> | null;
  readonly ours: SyncedFields;
  /** Only `exists: false` counts when Google says that it is gone. */
  readonly theirs: SyncedFields;
  readonly ways: Ways;
  readonly policy: ConflictPolicy;
  /** When each field was last edited here and when the event was last changed there, both in Google's time (ms). */
  readonly editedAt: Readonly<Record<string, number>>;
  readonly theirsAt: number;
}

export interface FieldConflict {
  readonly field: SyncedKey;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly winner: Winner;
}

export interface Merged {
  /** Values to take over here. */
  readonly platform: Partial<SyncedFields>;
  /** Fields to write there. */
  readonly google: readonly SyncedKey[];
  /** What Google holds now, in our terms; with `platform` taken and `google` written both sides are equal. */
  readonly base: SyncedFields;
  readonly echo: Partial<SyncedFields> | null;
  readonly conflicts: readonly FieldConflict[];
}

type Verdict = 'keep' | 'take' | 'write' | 'agree' | 'adopt' | 'note';

/**
 * Three-way merge, field by field. Existence is a field: cancelled or deleted on one side against an edit on the other is a conflict like any
 * other. Different fields merge, the same change on both sides is no conflict, only the rest goes to the policy; what loses is reported.
 */
export function merge(ask: MergeAsk): Merged {
  const { ours, theirs } = ask;
  if (ours.exists && theirs.exists) return mergeFields(ask);
  if (!ours.exists && !theirs.exists) return nothing({ ...baseOf(ask), exists: false });
  return ours.exists ? goneThere(ask) : goneHere(ask);
}

/** Google's event is gone, the appointment stands. */
function goneThere(ask: MergeAsk): Merged {
  const base = { ...baseOf(ask), exists: false };
  const edited = oursChanged(ask);
  const way = ask.ways.exists;
  const revivedHere = ask.base !== null && !ask.base.exists;
  if (revivedHere && way !== 'inward') return { ...nothing(base), google: ['exists'] };
  if (way === 'let-be' && edited.length === 0) return nothing(base);
  if (way === 'restore' || way === 'let-be') return { ...nothing(base), google: ['exists'] };
  if (way === 'inward' || edited.length === 0) return { ...nothing(base), platform: { exists: false, status: 'cancelled' } };
  const conflict = existence(ask, edited);
  return conflict.winner === 'google'
    ? { ...nothing(base), platform: { exists: false, status: 'cancelled' }, conflicts: [conflict] }
    : { ...nothing(base), google: ['exists'], conflicts: [conflict] };
}

/** The appointment is cancelled, Google's event stands. */
function goneHere(ask: MergeAsk): Merged {
  const { theirs, ways, base } = ask;
  const seen = { ...theirs, exists: true };
  const edited = theirsChanged(ask);
  if (ways.exists === 'let-be' || ways.exists === 'restore') return { ...nothing(seen), google: ['exists'] };
  const restoredThere = base !== null && !base.exists;
  if (ways.exists === 'inward' || restoredThere) return revived(ask);
  if (edited.length === 0) return { ...nothing(seen), echo: ask.echo, google: ['exists'] };
  const conflict = existence(ask, edited);
  return conflict.winner === 'google' ? revived(ask, conflict) : { ...nothing(seen), google: ['exists'], conflicts: [conflict] };
}

/** Google's event brings the appointment back. The cancelling alone is undone: what else was edited here before it merges as ever. */
function revived(ask: MergeAsk, ...lost: readonly FieldConflict[]): Merged {
  const back = { exists: true, status: ask.theirs.status === 'cancelled' ? 'confirmed' : ask.theirs.status } as const;
  const merged = mergeFields({ ...ask, ours: { ...ask.ours, ...back }, theirs: { ...ask.theirs, exists: true } });
  return { ...merged, platform: { ...merged.platform, ...back }, conflicts: [...lost, ...merged.conflicts] };
}

function mergeFields(ask: MergeAsk): Merged {
  const base: SyncedFields = { ...ask.theirs };
  let platform: Partial<SyncedFields> = {};
  const echo: Partial<SyncedFields> = {};
  const google: SyncedKey[] = [];
  const conflicts: FieldConflict[] = [];
  for (const key of SYNCED_KEYS) {
    const { verdict, conflict } = decide(ask, key);
    if (conflict !== undefined) conflicts.push(conflict);
    if (verdict === 'keep' || verdict === 'write') Object.assign(base, pick(ask.base ?? ask.theirs, [key]));
    if (verdict === 'keep' || verdict === 'write') Object.assign(echo, pick(ask.echo ?? {}, [key]));
    if (verdict === 'agree') Object.assign(base, pick(ask.ours, [key]));
    if (verdict === 'write' || (verdict === 'adopt' && !sameSynced(key, ask.ours[key], ask.theirs[key]))) google.push(key);
    if (verdict === 'take') platform = { ...platform, ...taken(ask, key) };
  }
  return { platform, google, base, echo: Object.keys(echo).length === 0 ? null : echo, conflicts };
}

/**
 * One field. `keep`: nothing new there, base stands. `write`: only ours changed. `take`: theirs is taken over here. `agree`: both say the same.
 * `adopt`: theirs becomes the base and ours, where it differs, is written over it. `note`: theirs becomes the base, to be written over by our
 * next edit.
 */
function decide(ask: MergeAsk, key: SyncedKey): { verdict: Verdict; conflict?: FieldConflict } {
  const { base, ours, theirs, ways } = ask;
  const way = ways[key];
  if (way === 'off') return { verdict: 'keep' };
  if (base === null) return firstMeeting(ask, key);
  const here = !sameSynced(key, ours[key], base[key]);
  if (way === 'outward') return { verdict: here ? 'write' : 'keep' };
  const there = changedThere(ask, key);
  if (way === 'inward') return { verdict: there || here ? (sameSynced(key, ours[key], theirs[key]) ? 'agree' : 'take') : 'keep' };
  if (!there) return { verdict: here ? 'write' : 'keep' };
  if (sameSynced(key, ours[key], theirs[key])) return { verdict: 'agree' };
  if (way === 'restore') return { verdict: 'adopt' };
  if (!here) return { verdict: way === 'let-be' ? 'note' : 'take' };
  if (way === 'let-be') return { verdict: 'adopt' };
  const conflict = conflictOf(ask, key);
  return { verdict: conflict.winner === 'google' ? 'take' : 'adopt', conflict };
}

/** Two records that were never synced before: what one side left empty comes from the other. */
function firstMeeting(ask: MergeAsk, key: SyncedKey): { verdict: Verdict; conflict?: FieldConflict } {
  const { ours, theirs, ways } = ask;
  if (sameSynced(key, ours[key], theirs[key])) return { verdict: 'agree' };
  if (ways[key] === 'inward') return { verdict: 'take' };
  if (ways[key] !== 'merge' || isEmpty(theirs[key])) return { verdict: 'adopt' };
  if (isEmpty(ours[key])) return { verdict: 'take' };
  const conflict = conflictOf(ask, key);
  return { verdict: conflict.winner === 'google' ? 'take' : 'adopt', conflict };
}

function taken({ base, ours, theirs }: MergeAsk, key: SyncedKey): Partial<SyncedFields> {
  if (key !== 'guests') return pick(theirs, [key]);
  const guests = mergeGuests(base?.guests ?? [], ours.guests, theirs.guests);
  return sameSynced('guests', guests, ours.guests) ? {} : { guests };
}

const changedThere = ({ base, echo, theirs }: MergeAsk, key: SyncedKey): boolean =>
  base === null || !(sameSynced(key, theirs[key], base[key]) || (echo !== null && key in echo && sameSynced(key, theirs[key], echo[key] as never)));

const theirsChanged = (ask: MergeAsk): readonly SyncedKey[] =>
  SYNCED_KEYS.filter((key) => key !== 'exists' && ['merge', 'inward'].includes(ask.ways[key]) && changedThere(ask, key));

const oursChanged = ({ base, ours, ways }: MergeAsk): readonly SyncedKey[] =>
  SYNCED_KEYS.filter((key) => !['off', 'inward'].includes(ways[key]) && (base === null || !sameSynced(key, ours[key], base[key])));

/** Existence against edits: the newest of the edits stands for our side. */
function existence(ask: MergeAsk, edited: readonly SyncedKey[]): FieldConflict {
  const times = (ask.ours.exists ? edited : (['exists', 'status'] as const)).map((key) => ask.editedAt[key] ?? 0);
  const winner = winnerOf(ask.policy, Math.max(0, ...times), ask.theirsAt);
  return { field: 'exists', base: ask.base?.exists ?? true, ours: ask.ours.exists, theirs: ask.theirs.exists, winner };
}

const conflictOf = (ask: MergeAsk, field: SyncedKey): FieldConflict => ({
  field,
  base: ask.base?.[field] ?? null,
  ours: ask.ours[field],
  theirs: ask.theirs[field],
  winner: winnerOf(ask.policy, ask.editedAt[field] ?? 0, ask.theirsAt),
});

const baseOf = ({ base, ours }: MergeAsk): SyncedFields => base ?? ours;
const nothing = (base: SyncedFields): Merged => ({ platform: {}, google: [], base, echo: null, conflicts: [] });
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
const pick = <K extends SyncedKey>(fields: Partial<SyncedFields>, keys: readonly K[]): Partial<SyncedFields> =>
  Object.fromEntries(keys.filter((key) => key in fields).map((key) => [key, fields[key]])) as Partial<SyncedFields>;
