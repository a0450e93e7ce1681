import { localTime } from '@portal-sync/kernel';
const DAY_MS = 86_400_000;
const ZONE = 'Europe/Amsterdam';
/** A time `days` from today at `hour` o'clock (UTC), `minutes` long, in the zone of the first demo agency. */
export function at(days, hour, minutes = 60) {
    const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const start = midnight + days * DAY_MS + hour * 3_600_000;
    return { start: localTime(start, ZONE), end: localTime(start + minutes * 60_000, ZONE), zone: ZONE };
}
/** The same time as Google writes it. */
export const googleTimes = (when) => ({
    start: { dateTime: when.start, timeZone: when.zone },
    end: { dateTime: when.end, timeZone: when.zone },
});
/** A span around today for lists. */
export const aroundToday = () => new URLSearchParams({ from: new Date(Date.now() - 30 * DAY_MS).toISOString(), to: new Date(Date.now() + 60 * DAY_MS).toISOString() }).toString();
