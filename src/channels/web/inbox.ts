/** What waits for a page to fetch it: replies that came outside a turn, each kept until the page says that it has it. */
import { DalilError } from '../../errors.ts';
import { MAX_WAITING, type MessageLine } from './protocol.ts';

/** The replies of one conversation that nobody fetched yet, oldest first. */
export class Inbox {
  readonly #waiting = new Map<string, MessageLine>();

  /** Keeps a reply. Throws `inbox-full` rather than lose an older one. */
  add(line: MessageLine): void {
    if (this.#waiting.size >= MAX_WAITING) {
      throw new DalilError({
        code: 'inbox-full',
        message: 'Too many replies wait for a page that does not fetch them.',
        hint: 'Try again later: there is room when the page was opened again, or the conversation has ended.',
      });
    }
    this.#waiting.set(line.id, line);
  }

  /** Forgets what the page has, and gives what it does not have yet. Unknown ids mean nothing. */
  fetch(seen: readonly string[]): MessageLine[] {
    for (const id of seen) this.#waiting.delete(id);
    return [...this.#waiting.values()];
  }
}
