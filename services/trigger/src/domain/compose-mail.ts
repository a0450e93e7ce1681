import type { Locale } from './when-text.ts';
import { whenText } from './when-text.ts';
import type { When } from '@portal-sync/kernel';

export interface MailFacts {
  /** The client's name; empty without one. */
  readonly client: string;
  readonly title: string;
  readonly when: When;
  readonly agency: string;
  readonly locale: Locale;
}

/** Fills `{client}`, `{title}`, `{when}` and `{agency}` into a rule's texts. Other braces stay as they are. A subject is one line, whatever is filled in. */
export function composeMail(template: { readonly subject: string; readonly text: string }, facts: MailFacts): { subject: string; text: string } {
  const values: Readonly<Record<string, string>> = {
    client: facts.client, title: facts.title, when: whenText(facts.when, facts.locale), agency: facts.agency,
  };
  const fill = (text: string): string => text.replaceAll(/\{(client|title|when|agency)\}/g, (_all, name: string) => values[name] ?? '');
  return { subject: fill(template.subject).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, 400), text: fill(template.text) };
}
