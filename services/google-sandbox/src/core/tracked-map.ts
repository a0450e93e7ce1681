/** A map that remembers which of its keys were written since somebody last asked. */
export class TrackedMap<V> extends Map<string, V> {
  #written = new Set<string>();

  /** A map with these entries and nothing to report. */
  static of<V>(entries: Iterable<readonly [string, V]>): TrackedMap<V> {
    const map = new TrackedMap<V>();
    for (const [key, value] of entries) map.set(key, value);
    map.takeWritten();
    return map;
  }

  override set(key: string, value: V): this {
    this.#written.add(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#written.add(key);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.#written.add(key);
    super.clear();
  }

  /** The keys written since the last call, whether they are still there or not. */
  takeWritten(): readonly string[] {
    if (this.#written.size === 0) return [];
    const keys = [...this.#written];
    this.#written.clear();
    return keys;
  }
}
