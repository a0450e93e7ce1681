import { badField } from '../../api/refusals.ts';
import type { EventWire } from './event-wire.ts';

type Properties = Readonly<Record<string, string>>;

/** Keys over 44 characters are silently dropped and values cut at 1024, as documented. */
function cut(properties: Properties | undefined): Properties | undefined {
  if (!properties) return undefined;
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties)) if (key.length <= 44) kept[key] = value.slice(0, 1024);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** Extended properties under Google's limits: https://developers.google.com/workspace/calendar/api/guides/extended-properties */
export function readProperties(wire: EventWire): { own: Properties | undefined; shared: Properties | undefined } {
  const own = cut(wire.extendedProperties?.private);
  const shared = cut(wire.extendedProperties?.shared);
  const entries = [...Object.entries(own ?? {}), ...Object.entries(shared ?? {})];
  const size = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (entries.length > 300 || size > 32_768) throw badField('The extended properties of the event are too large.');
  return { own, shared };
}
