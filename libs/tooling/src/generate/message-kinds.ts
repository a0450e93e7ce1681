import type { MessageKind } from '@portal-sync/contracts';
import * as contracts from '@portal-sync/contracts';
import { z } from 'zod';

type Kind = MessageKind<{ agencyId: string }>;

/** A kind of message under the name it is imported by. One name can stand for several kinds that differ in their owner only. */
export interface NamedKinds {
  readonly exportName: string;
  readonly kinds: readonly Kind[];
}

const isKind = (value: unknown): value is Kind =>
  typeof value === 'object' && value !== null && 'make' in value && 'read' in value && 'payload' in value;

/** All kinds of messages that the contracts declare, by name. */
export const messageKinds = (): readonly NamedKinds[] =>
  Object.entries(contracts)
    .flatMap(([exportName, value]: [string, unknown]): NamedKinds[] => {
      if (isKind(value)) return [{ exportName, kinds: [value] }];
      const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
      return inner.length > 0 && inner.every(isKind) ? [{ exportName, kinds: inner }] : [];
    })
    .sort((a, b) => typeOf(a).localeCompare(typeOf(b)));

export const typeOf = (named: NamedKinds): string => (named.kinds[0] as Kind).type;

/** The JSON Schema of a kind's payload, with what the envelope says about it. */
export function messageSchema({ kinds }: NamedKinds): { readonly file: string; readonly schema: Readonly<Record<string, unknown>> } {
  const kind = kinds[0] as Kind;
  const { $schema, ...payload } = z.toJSONSchema(kind.payload, { unrepresentable: 'any' });
  return {
    file: `${kind.type}.v${kind.version}.json`,
    schema: { $schema, title: kind.type, 'x-version': kind.version, 'x-nature': kind.nature, 'x-topic': kind.topic, 'x-written-by': kinds.map((one) => one.owner), ...payload },
  };
}
