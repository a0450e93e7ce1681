import type { Texts } from '../../texts/use-texts.ts';

/** Why a record is as it is, from the key the API sends. What was judged by the guests names the mode or the reason after a dash. */
export const whyText = ({ sayKey }: Pick<Texts, 'sayKey'>, why: string): string => sayKey('whys', why, why.startsWith('judged-') ? 'whys.judged' : 'whys.other');
