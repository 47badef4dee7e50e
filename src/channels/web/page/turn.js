/** One message and its answer, from the moment it is sent: waiting, answered, or in trouble with a way to send it again. */
import { drawReply } from './blocks.js';
import { Problem } from './connection.js';
import { el, icon } from './dom.js';
import { ofPage, said } from './words.js';

/** Choices that lead through a training: nothing is looked up for them. */
const TRAINING = [
  'answer-item',
  'begin-run',
  'continue-run',
  'look-back',
  'open-module',
  'open-training',
  'read-on',
  'retry-wrong',
];

/**
 * What is kept of a turn: `{ id, message, shown, replies }`; `shown` is what the person said, if anything. A reply that
 * came by itself has no `message`.
 */
export class TurnView {
  record;
  element;
  #answer;
  #connection;
  #actions;
  #onChange;

  constructor(record, { connection, actions, onChange }) {
    this.record = record;
    this.#connection = connection;
    this.#actions = actions;
    this.#onChange = onChange;
    this.#answer = el('div', { class: 'answer' });
    this.element = el('article', { class: 'turn', tabindex: -1 }, this.#asked(), this.#answer);
    for (const reply of record.replies) this.#answer.append(drawReply(reply, actions));
    this.#offerResend();
  }

  /** True when an answer has come that need not be asked for again. */
  get answered() {
    return this.record.replies.length > 0;
  }

  /** Puts the cursor on the turn, which takes it nowhere in sight. */
  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** Sends the message, again if need be. Never rejects: trouble is shown in the turn itself. */
  async run() {
    const waiting = this.#wait();
    this.record.replies = [];
    this.#answer.replaceChildren(waiting);
    this.element.setAttribute('aria-busy', 'true');
    try {
      await this.#connection.send(this.record.id, this.record.message, {
        onLine: (line) => {
          if (line.type !== 'message') return;
          this.record.replies.push(line.value);
          waiting.before(drawReply(line.value, this.#actions));
        },
        onRestart: () => waiting.before(ofPage(said('p', 'problem.restarted', { class: 'prompt' }))),
      });
      this.#offerResend();
    } catch (error) {
      this.record.replies = [];
      this.#answer.append(this.#problem(error));
    } finally {
      waiting.remove();
      this.element.removeAttribute('aria-busy');
      this.#onChange(this);
    }
  }

  /** Shows a turn that was cut off by a reload as one that can be sent again. */
  showUnanswered() {
    this.#answer.replaceChildren(this.#problem(new Problem('connection')));
  }

  /** An apology comes with a way to send the message again. */
  #offerResend() {
    const { message, replies } = this.record;
    if (message !== undefined && replies.some((reply) => reply.outcome === 'failed'))
      this.#answer.append(this.#resend());
  }

  #asked() {
    const { shown } = this.record;
    if (shown === undefined) return undefined;
    const isAnswer = this.record.message.choice?.action === 'answer-item';
    const whose = ofPage(said('span', isAnswer ? 'quiz.given' : 'you', { class: 'unseen' }));
    return el('div', { class: 'asked' }, whose, el('div', { dir: 'auto' }, shown));
  }

  #wait() {
    const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
    const { kind, choice } = this.record.message;
    const busy = TRAINING.includes(choice?.action) ? 'quiz.wait' : 'thinking';
    return ofPage(said('p', kind === 'joined' ? 'starting' : busy, { class: 'thinking' }, dots));
  }

  #problem(error) {
    const refused = error instanceof Problem && error.kind === 'refused';
    const key = this.record.message.kind === 'joined' ? 'problem.start' : 'problem.connection';
    const told = refused ? el('p', { dir: 'auto' }, error.sentence) : said('p', key);
    const box = el('div', { class: 'problem', role: 'alert' }, icon('warning'), el('div', {}, told, this.#resend()));
    return ofPage(box);
  }

  #resend() {
    const key = this.record.message.kind === 'joined' ? 'problem.retry' : 'problem.resend';
    const button = ofPage(said('button', key, { type: 'button', class: 'quiet' }));
    button.addEventListener('click', () => void this.run());
    return button;
  }
}
