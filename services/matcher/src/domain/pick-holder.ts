/** One contact that has an address. */
export interface Holder {
  readonly contactId: string;
  /** The address in one spelling, its plus tag kept. */
  readonly address: string;
  /** The platform knows this contact by an id of its own. */
  readonly linked: boolean;
}

/**
 * Which of the contacts that share an address is meant: one with exactly this address before one that differs by a plus tag (only where
 * tags are folded), then one the platform knows, then the oldest (ids sort by age). Always the same answer for the same holders.
 */
export function pickHolder(holders: readonly Holder[], address: string, rules: { readonly foldPlusTags: boolean }): string | undefined {
  const rank = (holder: Holder): string => `${holder.address === address ? 0 : 1}${holder.linked ? 0 : 1}${holder.contactId}`;
  return holders
    .filter((holder) => rules.foldPlusTags || holder.address === address)
    .reduce<Holder | undefined>((best, holder) => (best === undefined || rank(holder) < rank(best) ? holder : best), undefined)?.contactId;
}
