import ipaddr from 'ipaddr.js';

/** Public by their range, yet answered by the machine's own cloud: Azure's wire server. */
const METADATA = ['168.63.129.16'];

/**
 * Whether a webhook may go to an IP address: only to public unicast ones. Private, link-local (cloud metadata), shared, multicast, reserved
 * and tunnelled ranges are refused, also when written as IPv4 inside IPv6. Loopback only where allowed.
 */
export function isAllowedAddress(address: string, rules: { readonly allowLoopback: boolean }): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'loopback') return rules.allowLoopback;
  return range === 'unicast' && !METADATA.includes(parsed.toString());
}
