import type { RuleAction, RuleEvent } from './happening.ts';

/** How the appointment stands now, long after what fired perhaps. `gone`: its owner does not know it any more. */
export type Standing = 'on' | 'cancelled' | 'gone';

/**
 * Whether an action still makes sense; the answer is why not, or undefined to do it. Actions look at how things stand now: nobody is
 * reminded of an appointment that was cancelled meanwhile, and nobody is told of a cancellation that was taken back.
 * A webhook tells what happened, whatever came after: its receiver gets the later row too.
 */
export function reasonToSkip(action: RuleAction, firing: { readonly on: RuleEvent; readonly contactId: string | null }, standing: Standing): string | undefined {
  if (action.kind === 'webhook') return undefined;
  if (firing.contactId === null && !(action.kind === 'mail' && action.to === 'host')) return 'no-contact';
  if (firing.on === 'cancelled' && standing === 'on') return 'on-again';
  if (action.kind === 'leave') return undefined;
  if (standing === 'gone') return 'appointment-gone';
  if (firing.on !== 'cancelled' && standing === 'cancelled') return 'cancelled-meanwhile';
  return undefined;
}
