/** Runs the turns of one conversation one after the other, and those of different conversations side by side. */

/** A queue per key; two quick messages of one person never race for the same session. */
export class TurnQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `job` after every earlier job of the same key, however that ended; at once when there is none. */
  async run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const earlier = this.#last.get(key);
    const result = earlier === undefined ? job() : earlier.then(job, job);
    this.#last.set(key, result);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === result) this.#last.delete(key);
    }
  }

  /** Resolves when nothing is running. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled([...this.#last.values()]);
  }
}
