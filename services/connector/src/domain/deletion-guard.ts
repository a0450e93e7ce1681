export interface GuardCount {
  /** Live links of the calendar. */
  readonly linked: number;
  readonly vanished: number;
  readonly changed: number;
}

const MOST = 25;
const SHARE = 0.3;
/** A share of a handful says nothing. */
const FEW = 5;

/** True when so many linked events vanish or change in one pull that a person should look first. */
export function tooMuchAtOnce({ linked, vanished, changed }: GuardCount): boolean {
  const touched = vanished + changed;
  return touched > MOST || (touched >= FEW && touched > linked * SHARE);
}
