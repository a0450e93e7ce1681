import type { Lane } from './lane.ts';

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

const keyOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** The lanes of the partitions that a consumer is given. */
export class Lanes {
  readonly #make: (place: Place, after: Promise<void>) => Lane;
  #lanes = new Map<string, Lane>();
  /** Lanes that were taken away while handling a message: whoever gets their partition waits for them. */
  readonly #leaving = new Map<string, Promise<void>>();

  constructor(make: (place: Place, after: Promise<void>) => Lane) {
    this.#make = make;
  }

  get all(): readonly Lane[] {
    return [...this.#lanes.values()];
  }

  get(place: Place): Lane | undefined {
    return this.#lanes.get(keyOf(place));
  }

  /** Takes an assignment: lanes that stay go on with what waits in them, others begin empty or are dropped. */
  assign(places: readonly Place[]): void {
    const before = this.#lanes;
    this.#lanes = new Map(places.map((place) => [keyOf(place), before.get(keyOf(place)) ?? this.#make(place, this.#leaving.get(keyOf(place)) ?? Promise.resolve())]));
    for (const [key, lane] of before) if (!this.#lanes.has(key)) this.#drop(key, lane);
  }

  /** Resolves when no lane does anything any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.all.map((lane) => lane.idle()), ...this.#leaving.values()]);
  }

  #drop(key: string, lane: Lane): void {
    lane.drop();
    const gone = lane.idle().then(() => {
      if (this.#leaving.get(key) === gone) this.#leaving.delete(key);
    });
    this.#leaving.set(key, gone);
  }
}
