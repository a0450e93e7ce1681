import { toWire } from '../../time/event-time.ts';
import type { EventFields, Status } from '../stored-event.ts';

/** A stored event in the words of the API, nothing hidden: the ground a patch is merged onto. */
export function wireOf(fields: EventFields, status: Status, zone: string): Record<string, unknown> {
  const { extendedPrivate, extendedShared, organizer: _o, creator: _c, start, end, ...same } = fields;
  return {
    ...same,
    status,
    start: toWire(start, zone),
    end: toWire(end, zone),
    extendedProperties: { private: extendedPrivate ?? {}, shared: extendedShared ?? {} },
    reminders: fields.reminders ?? { useDefault: true },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Google's patch: objects merge, arrays and scalars are replaced, null removes. */
export function mergePatch(ground: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...ground };
  for (const [key, value] of Object.entries(patch)) {
    const old = merged[key];
    merged[key] = isObject(value) && isObject(old) ? mergePatch(old, value) : value;
  }
  return merged;
}

/** A patch of reminders is a statement of its own: overrides end the use of the default and the other way round. */
export function patchWire(ground: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const merged = mergePatch(ground, patch);
  if (isObject(patch['reminders'])) merged['reminders'] = patch['reminders'];
  return merged;
}
