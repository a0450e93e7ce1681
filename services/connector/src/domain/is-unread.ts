import type { LinkDoc } from '../repos/links.ts';

/** Its event stands, is followed again, and Google showed it otherwise meanwhile: it is read, and merged, before anything else is made of it. */
export const isUnread = ({ unmerged, base, unneeded }: Pick<LinkDoc, 'unmerged' | 'base' | 'unneeded'>): boolean => unmerged === true && base?.exists === true && !unneeded;
