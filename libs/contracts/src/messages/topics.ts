import type { MessageKind } from '../define-message.ts';
import * as broker from './broker.ts';
import * as connector from './connector.ts';
import * as matcher from './matcher.ts';
import * as removalDone from './removal-done.ts';
import * as trigger from './trigger.ts';

type Kind = MessageKind<{ agencyId: string }>;

const isKind = (value: unknown): value is Kind => typeof value === 'object' && value !== null && 'topic' in value;

const declared: readonly unknown[] = [broker, connector, matcher, removalDone, trigger].flatMap((module) => Object.values(module));
const kinds = declared.flatMap((value) => (isKind(value) ? [value] : Object.values((value ?? {}) as object))).filter(isKind);

/** Every topic that a bus with topics needs. */
export const TOPICS: readonly string[] = [...new Set(kinds.map((kind) => kind.topic))].sort();
