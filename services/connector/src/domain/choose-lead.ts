export interface Chooser {
  readonly connectionId: string;
  /** The connection works, and its person's role may connect. */
  readonly live: boolean;
  readonly use: 'target' | 'availability';
}

export interface Lead {
  readonly connectionId: string | null;
  readonly use: 'target' | 'availability' | 'draining' | 'none';
}

/**
 * In whose name a Google calendar is read and written: the one that has it now, as long as that one is live and chose it for as much as
 * anybody did; else the first live one, targets before availability. `leftLinks`: links of ours still stand in it although nobody chose it.
 */
export function chooseLead(choosers: readonly Chooser[], now: string | null, left: { readonly connectionId: string | null }): Lead {
  const live = choosers.filter((chooser) => chooser.live);
  const targets = live.filter((chooser) => chooser.use === 'target');
  const best = targets.length > 0 ? targets : live;
  const chosen = best.find((chooser) => chooser.connectionId === now) ?? best[0];
  if (chosen !== undefined) return { connectionId: chosen.connectionId, use: chosen.use };
  return left.connectionId === null ? { connectionId: null, use: 'none' } : { connectionId: left.connectionId, use: 'draining' };
}
