/** A path of our own pages to go back to; anything that a browser might read as another address becomes `/`. */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > 500) return '/';
  if (!/^\/(?![/\\])[\u0021-\u007e]*$/.test(asked) || asked.includes('\\')) return '/';
  return /^\/(?:sign-in|oauth2|portal|v1|\.well-known)(?:[/?#]|$)/.test(asked) ? '/' : asked;
}
