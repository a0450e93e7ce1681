import type { PlainResponse, Route } from '../route.ts';

/** An answer that its route does not declare: a mistake of ours that a test should see, not a 500 for a caller. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';
}

/** What an answer has that its route does not declare, or undefined. */
export function answerFault(route: Route<never>, response: PlainResponse): string | undefined {
  if (!(response.status in route.answers)) return `${route.id} answered ${response.status}, which it does not declare`;
  const schema = route.answers[response.status];
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(response.body ?? null)));
  if (parsed.success) return undefined;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return `${route.id}'s answer ${response.status} is not what it declares: ${issues.join('; ')}`;
}
