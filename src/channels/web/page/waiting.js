/** The questions of this page that wait for a person, and asking for the answers while somebody looks at the page. */

const PAUSE_MILLISECONDS = 15_000;

/** The questions one conversation waits for; a server that forgot the conversation has nothing to give any more. */
export class Waiting {
  #connection;
  #handlers;
  /** `{ questionId, conversationId }` of each, the oldest first. */
  #questions;
  /** Ids of the replies the server may still keep for us. */
  #seen;
  #looking = false;
  #stopped = false;
  #timer;

  /**
   * `state` is what was kept of an earlier one. Calls `onArrived(id, reply)` for each reply once, `onEnded()` when
   * answers can no longer arrive, and `onChange()` after every change of `state`.
   */
  constructor(connection, handlers, { questions = [], seen = [] } = {}) {
    this.#connection = connection;
    this.#handlers = handlers;
    this.#questions = questions;
    this.#seen = seen;
  }

  /** What is worth keeping over a reload. */
  get state() {
    return { questions: this.#questions, seen: this.#seen };
  }

  /** True while an answer may arrive. */
  get any() {
    return this.#questions.length > 0;
  }

  /** Notes what an answered turn means: questions it passed on, or the one it took back. */
  note({ message, replies }) {
    if (replies.length === 0 || replies.some((reply) => reply.outcome === 'failed')) return;
    if (message.choice?.action === 'take-back') this.#remove(message.choice.questionId);
    this.#add(replies);
    this.#handlers.onChange();
    void this.look();
  }

  /** Asks for what has arrived, now and after every pause, while there is a reason to. A lost connection is no error. */
  async look() {
    clearTimeout(this.#timer);
    if (this.#looking || !this.#worthwhile()) return;
    this.#looking = true;
    try {
      // Asked again at once after something came: that tells the server that it did.
      for (let came = true; came; ) came = await this.#fetch();
    } finally {
      this.#looking = false;
    }
    if (this.#worthwhile()) this.#timer = setTimeout(() => void this.look(), PAUSE_MILLISECONDS);
  }

  /** Asks for nothing any more. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #worthwhile() {
    this.#dropEnded();
    const expected = this.#questions.length > 0 || this.#seen.length > 0;
    const { conversationId } = this.#connection;
    return expected && !this.#stopped && conversationId !== undefined && document.visibilityState === 'visible';
  }

  /** True when something came. */
  async #fetch() {
    let lines;
    try {
      lines = await this.#connection.fetchWaiting(this.#seen);
    } catch {
      // Whatever was lost still waits on the server, and is asked for after the pause.
      return false;
    }
    if (this.#stopped) return false;
    this.#seen = [];
    for (const { id, value } of lines) {
      this.#handlers.onArrived(id, value);
      this.#seen.push(id);
      // An answer does not say to which question: people are mostly answered in the order they asked.
      if (!this.#add([value])) this.#questions.shift();
    }
    this.#handlers.onChange();
    return lines.length > 0;
  }

  /** A reply that can be taken back stands for a question that waits. False when there is none among them. */
  #add(replies) {
    const { conversationId } = this.#connection;
    const choices = replies.flatMap(({ blocks }) => blocks.flatMap((block) => block.choices ?? []));
    const ids = choices.filter(({ choice }) => choice.action === 'take-back').map(({ choice }) => choice.questionId);
    for (const questionId of ids) {
      if (this.#questions.some((question) => question.questionId === questionId)) continue;
      this.#questions.push({ questionId, conversationId });
    }
    return ids.length > 0;
  }

  #remove(questionId) {
    this.#questions = this.#questions.filter((question) => question.questionId !== questionId);
  }

  #dropEnded() {
    const { conversationId } = this.#connection;
    const kept = this.#questions.filter((question) => question.conversationId === conversationId);
    if (this.#stopped || kept.length === this.#questions.length) return;
    this.#questions = kept;
    this.#handlers.onEnded();
    this.#handlers.onChange();
  }
}
