import type { PlacedMessage } from '@portal-sync/store';

/** The last message of an owner that a lane is done with. */
export interface LastSeen {
  readonly position: number;
  readonly time: string;
}

/**
 * Tells messages that were published again (a relay that crashed before it noted how far it came) from new ones. Within a partition an owner's
 * messages come in the order of their positions, so what stands no further than the last one was there before. The time is looked at too: an
 * owner whose database was restored counts its positions from an earlier one, and what it sends then is new.
 */
export class Seen {
  readonly #last: Map<string, LastSeen>;

  constructor(text?: string | null) {
    this.#last = new Map(parse(text));
  }

  has({ owner, position, message }: PlacedMessage): boolean {
    const last = this.#last.get(owner);
    return last !== undefined && position <= last.position && message.time <= last.time;
  }

  add({ owner, position, message }: PlacedMessage): void {
    if (this.has({ owner, position, message, partition: 0 })) return;
    const last = this.#last.get(owner)?.time ?? '';
    // The clocks of an owner's replicas differ: the latest time counts.
    this.#last.set(owner, { position, time: last > message.time ? last : message.time });
  }

  /** Small enough to be kept beside a committed offset. */
  toString(): string {
    return JSON.stringify([...this.#last].map(([owner, { position, time }]) => [owner, position, time]));
  }
}

const entries = (value: unknown): value is readonly (readonly [string, number, string])[] => Array.isArray(value) && value.every(Array.isArray);

function parse(text: string | null | undefined): readonly (readonly [string, LastSeen])[] {
  try {
    const value: unknown = JSON.parse(text || '[]');
    // What is not ours says nothing, and what comes is delivered.
    return entries(value) ? value.map(([owner, position, time]) => [owner, { position, time }]) : [];
  } catch {
    return [];
  }
}
