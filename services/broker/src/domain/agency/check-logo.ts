const MAGIC: Readonly<Record<string, RegExp>> = {
  png: /^iVBORw0KGgo/,
  jpeg: /^\/9j\//,
  webp: /^UklGR.{6}XRUJQ/,
};

/** Whether a logo (a data URI) begins like the image it says it is, so that no other file is served under the agency's name. */
export function isImage(dataUri: string): boolean {
  const found = /^data:image\/(png|jpeg|webp);base64,(.*)$/s.exec(dataUri);
  return found !== null && MAGIC[found[1] as string]?.test((found[2] as string).slice(0, 24)) === true;
}
