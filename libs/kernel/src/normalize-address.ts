import { domainToASCII } from 'node:url';

export interface AddressRules {
  /** Treat `ann+news@x.example` as `ann@x.example`. Off unless the agency says so: some providers give tags to different people. */
  readonly foldPlusTags: boolean;
}

/** One spelling per mailbox: trimmed, lower case, domain in ASCII (IDNA). Returns `undefined` for what is no address. */
export function normalizeAddress(address: string, rules: AddressRules = { foldPlusTags: false }): string | undefined {
  const trimmed = address.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || at === trimmed.length - 1 || /\s/.test(trimmed)) return undefined;
  const domain = domainToASCII(trimmed.slice(at + 1).toLowerCase());
  if (domain === '') return undefined;
  const local = trimmed.slice(0, at).toLowerCase();
  const plus = local.indexOf('+');
  return `${rules.foldPlusTags && plus > 0 ? local.slice(0, plus) : local}@${domain}`;
}
