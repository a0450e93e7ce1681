import type { Agency } from '../../repos/agencies.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import { sv } from './sv.ts';
import type { Words } from './words.ts';

const LANGUAGES: Readonly<Record<Agency['locale'], Words>> = { en, nl, sv };

/** The words of the agency's language; English where there is no agency. */
export const wordsFor = (agency: Pick<Agency, 'locale'> | undefined): Words => LANGUAGES[agency?.locale ?? 'en'];
