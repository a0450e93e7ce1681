const DIGITS = '0123456789abcdefghijklmnopqrstuv';

/** Base32hex in lower case without padding (RFC 4648 section 7): the alphabet Google allows in event ids. */
export function base32hex(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS[(buffer >> bits) & 31];
    }
  }
  return bits > 0 ? text + DIGITS[(buffer << (5 - bits)) & 31] : text;
}
