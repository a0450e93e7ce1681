import type { z } from 'zod';
import { ControlError } from '../../core/control/control-error.ts';
import type { PlainRequest } from '../plain.ts';

/** The JSON body of a control request as its schema says, or a 400 that names what is wrong. */
export function readControl<T>(request: PlainRequest, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = request.body === '' ? {} : JSON.parse(request.body);
  } catch {
    throw new ControlError(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ControlError(400, parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}
