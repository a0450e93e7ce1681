import { expect, test } from 'vitest';
import { z } from 'zod';
import { compatibilityFaults } from './compatibility.ts';

const shape = { agencyId: z.string(), cause: z.enum(['revoked', 'expired']), when: z.strictObject({ start: z.string() }).optional() };
const json = (fields: z.ZodRawShape) => z.toJSONSchema(z.strictObject(fields)) as Record<string, unknown>;
const { agencyId: _, ...without } = shape;

test.each<[change: string, next: z.ZodRawShape, faults: string[]]>([
  ['nothing', shape, []],
  ['a new optional field', { ...shape, more: z.string().optional() }, []],
  ['a word about a field', { ...shape, agencyId: z.string().describe('whose') }, []],
  ['alternatives in another order', { ...shape, cause: z.enum(['expired', 'revoked']) }, []],
  ['a new optional field deeper down', { ...shape, when: z.strictObject({ start: z.string(), zone: z.string().optional() }).optional() }, []],
  ['a new required field', { ...shape, more: z.string() }, ['more is new and required']],
  ['a field gone', without, ['agencyId was removed']],
  ['a field no longer required', { ...shape, agencyId: z.string().optional() }, ['agencyId is no longer required']],
  ['a field now required', { ...shape, when: z.strictObject({ start: z.string() }) }, ['when is now required']],
  ['another type', { ...shape, agencyId: z.number() }, ['agencyId changed its shape']],
  ['a new alternative, which old readers refuse', { ...shape, cause: z.enum(['revoked', 'expired', 'moved']) }, ['cause changed its shape']],
  ['a field gone deeper down', { ...shape, when: z.strictObject({}).optional() }, ['when.start was removed']],
])('%s: %#', (_change, next, faults) => {
  expect(compatibilityFaults(json(shape), json(next))).toEqual(faults);
});
