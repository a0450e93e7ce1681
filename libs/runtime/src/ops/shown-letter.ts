import type { DeadLetter } from '@portal-sync/bus';
import type { DeadLetterDetails, DeadLetterRow } from '@portal-sync/contracts';
import type { CloudEvent } from '@portal-sync/kernel';

/** What an operator sees of a dead letter in a list. Pure. */
export function shownLetter(letter: DeadLetter): DeadLetterRow {
  const { id, type, owner, reason, attempts, at, state } = letter;
  const message = eventOf(letter);
  return { id, type, messageId: message.id ?? '', agencyId: message.agency ?? '', owner, reason, attempts, at, state };
}

/** All that an operator sees of one. Pure. */
export function letterDetails(letter: DeadLetter): DeadLetterDetails {
  const message = eventOf(letter);
  return {
    ...shownLetter(letter),
    partition: letter.partition,
    position: letter.position,
    key: message.partitionkey ?? '',
    sentAt: message.time ?? '',
    issues: letter.issues,
    data: onlyIds(message.data),
  };
}

/** What died may be anything: not even its envelope is sure. */
const eventOf = ({ message }: DeadLetter): Partial<CloudEvent> => (typeof message === 'object' && message !== null ? message : {});

/** Deeper than this no message of ours goes. */
const DEEPEST = 6;
const OUR_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;
/** Ids that others gave. */
const ID = /^[A-Za-z0-9_.:+\/-]{1,120}$/;
const NAMES_IDS = /(?:^id|Ids?)$/;
const FIELD = /^[a-z][A-Za-z0-9]{0,30}$/;

/** Messages carry ids and no content by contract; a message that broke the contract may hold anything, so every other text is left out, and names of fields that are none of ours. Pure. */
export function onlyIds(value: unknown, name = '', depth = 0): unknown {
  if (typeof value === 'string') return OUR_ID.test(value) || (NAMES_IDS.test(name) && ID.test(value)) ? value : `(text of ${value.length} characters)`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '(more)';
  if (Array.isArray(value)) return value.map((each) => onlyIds(each, name, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [FIELD.test(field) ? field : `(name of ${field.length} characters)`, onlyIds(each, field, depth + 1)]));
}
