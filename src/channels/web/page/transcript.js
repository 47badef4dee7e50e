/** The conversation on the page: its turns in order, kept in memory, shown where the person can see them. */
import { Connection, newMessageId } from './connection.js';
import { el, icon, reveal } from './dom.js';
import { forget, recall, remember } from './memory.js';
import { closeAnswered, closePassed } from './quiz-open.js';
import { TurnView } from './turn.js';
import { Waiting } from './waiting.js';
import { ofPage, pageLanguage, said } from './words.js';

/** What people do to read somewhere else in the conversation. */
const LOOKING_AROUND = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** This much of something new must be in sight for it to count as seen, in pixels. */
const IN_SIGHT = 80;

/**
 * All turns of one page. `log` is the element they are shown in, `scroller` the one that scrolls, `waitingNote` is
 * shown while a person's answer may arrive, and the button `arrivedNote` leads to what arrived out of sight.
 */
export class Transcript {
  #log;
  #scroller;
  #waitingNote;
  #arrivedNote;
  #onLanguage;
  #turns = [];
  #connection;
  #waiting;
  /** The turn whose answer is shown as it comes; none once the person looks around. */
  #followed;

  constructor({ log, scroller, waitingNote, arrivedNote }, onLanguage) {
    this.#log = log;
    this.#scroller = scroller;
    this.#waitingNote = waitingNote;
    this.#arrivedNote = arrivedNote;
    this.#onLanguage = onLanguage;
    this.#connect();
    for (const event of LOOKING_AROUND) {
      scroller.addEventListener(event, () => {
        this.#followed = undefined;
      });
    }
  }

  /** True when the person has said something here. */
  get started() {
    return this.#turns.some((turn) => turn.record.shown !== undefined);
  }

  /** True while a person's answer may arrive here. */
  get waiting() {
    return this.#waiting.any;
  }

  /** Asks for what arrived meanwhile; called when the person or the connection is back. */
  look() {
    void this.#waiting.look();
  }

  /** Shows what was kept from before a reload. False when there was nothing. */
  restore() {
    const kept = recall();
    if (kept === undefined || kept.turns.length === 0) return false;
    this.#connect(kept);
    for (const record of kept.turns) {
      const turn = this.#show(record);
      if (!turn.answered) turn.showUnanswered();
    }
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#showWaiting();
    this.look();
    return true;
  }

  /** Starts over with a greeting. */
  greet() {
    this.#turns = [];
    this.#connect();
    this.#log.replaceChildren();
    this.#arrivedNote.hidden = true;
    this.#showWaiting();
    forget();
    return this.say({ kind: 'joined' });
  }

  /** Sends a message as a new turn; `shown` is what the person sees of it. */
  async say(message, shown) {
    const wasInItem = Boolean(document.activeElement?.closest('[data-attempt]'));
    const turn = this.#show({ id: newMessageId(), message, shown, replies: [] });
    // An item that closes would take the cursor with it: whoever goes by keys goes on at the answer.
    if (wasInItem) turn.focus();
    this.#remember();
    this.#followed = turn;
    reveal(turn.element, 'start');
    await turn.run();
  }

  /** Sends a message that is no turn of its own (a verdict, an opened passage); resolves with the reply. */
  async ask(message) {
    let reply;
    const onLine = (line) => {
      if (line.type === 'message') reply = line.value;
    };
    await this.#connection.send(newMessageId(), message, { onLine, onRestart: () => this.#remember() });
    return reply ?? { blocks: [], language: pageLanguage() };
  }

  #connect({ conversationId, waiting } = {}) {
    this.#waiting?.stop();
    this.#connection = new Connection(conversationId);
    const handlers = {
      onArrived: (id, reply) => this.#present(this.#show({ id, replies: [reply] }).element),
      onEnded: () => this.#showEnded(),
      onChange: () => {
        this.#remember();
        this.#showWaiting();
      },
    };
    this.#waiting = new Waiting(this.#connection, handlers, waiting);
  }

  #showWaiting() {
    this.#waitingNote.hidden = !this.waiting;
  }

  #showEnded() {
    const box = el('div', { class: 'problem', role: 'alert' }, icon('warning'), said('p', 'person.ended'));
    this.#log.append(ofPage(box));
    this.#present(box);
  }

  /** Shows what came by itself; whoever reads elsewhere is not moved there, but told. */
  #present(element) {
    if (this.#followed !== undefined) return reveal(element, 'start');
    const note = this.#arrivedNote;
    // Of several, it leads to the first.
    if (note.hidden) note.onclick = () => reveal(element, 'start');
    note.hidden = false;
    const options = { root: this.#scroller, rootMargin: `0px 0px -${IN_SIGHT}px` };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      note.hidden = true;
      observer.disconnect();
    }, options);
    observer.observe(element);
  }

  #show(record) {
    closeAnswered(this.#log, record.message);
    const turn = new TurnView(record, {
      connection: this.#connection,
      actions: { choose: (choice, label) => this.#choose(choice, label), ask: (message) => this.ask(message) },
      onChange: (changed) => this.#changed(changed),
    });
    this.#turns.push(turn);
    this.#log.append(turn.element);
    closePassed(this.#log, turn.element, record);
    return turn;
  }

  #choose(choice, label) {
    if (choice.action === 'set-language') this.#onLanguage(choice.language);
    else void this.say({ kind: 'choice', choice }, label);
  }

  /** A turn that got its answer is shown from its beginning, unless the person looks elsewhere. */
  #changed(turn) {
    // One that was cleared meanwhile belongs to another conversation.
    if (!this.#turns.includes(turn)) return;
    closePassed(this.#log, turn.element, turn.record);
    this.#remember();
    this.#waiting.note(turn.record);
    if (this.#followed === turn) reveal(turn.element, 'start');
  }

  #remember() {
    const turns = this.#turns.map(({ record }) => record);
    const { conversationId } = this.#connection;
    remember({ conversationId, language: pageLanguage(), turns, waiting: this.#waiting.state });
  }
}
