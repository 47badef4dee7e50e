/** The conversation on the page: its turns in order, kept in memory, shown where the person can see them. */
import { Connection, newMessageId } from './connection.js';
import { reveal } from './dom.js';
import { forget, recall, remember } from './memory.js';
import { TurnView } from './turn.js';
import { pageLanguage } from './words.js';

/** What people do to read somewhere else in the conversation. */
const LOOKING_AROUND = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** All turns of one page. `log` is the element they are shown in, `scroller` the one that scrolls. */
export class Transcript {
  #log;
  #scroller;
  #onLanguage;
  #turns = [];
  #connection = new Connection();
  /** The turn whose answer is shown as it comes; none once the person looks around. */
  #followed;

  constructor(log, scroller, onLanguage) {
    this.#log = log;
    this.#scroller = scroller;
    this.#onLanguage = onLanguage;
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

  /** Shows what was kept from before a reload. False when there was nothing. */
  restore() {
    const kept = recall();
    if (kept === undefined || kept.turns.length === 0) return false;
    this.#connection = new Connection(kept.conversationId);
    for (const record of kept.turns) {
      const turn = this.#show(record);
      if (!turn.answered) turn.showUnanswered();
    }
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    return true;
  }

  /** Starts over with a greeting. */
  greet() {
    this.#turns = [];
    this.#connection = new Connection();
    this.#log.replaceChildren();
    forget();
    return this.say({ kind: 'joined' });
  }

  /** Sends a message as a new turn; `shown` is what the person sees of it. */
  async say(message, shown) {
    const turn = this.#show({ id: newMessageId(), message, shown, replies: [] });
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

  #show(record) {
    const turn = new TurnView(record, {
      connection: this.#connection,
      actions: { choose: (choice, label) => this.#choose(choice, label), ask: (message) => this.ask(message) },
      onChange: (changed) => this.#changed(changed),
    });
    this.#turns.push(turn);
    this.#log.append(turn.element);
    return turn;
  }

  #choose(choice, label) {
    if (choice.action === 'set-language') this.#onLanguage(choice.language);
    else void this.say({ kind: 'choice', choice }, label);
  }

  /** A turn that got its answer is shown from its beginning, unless the person looks elsewhere. */
  #changed(turn) {
    this.#remember();
    if (this.#followed === turn) reveal(turn.element, 'start');
  }

  #remember() {
    const turns = this.#turns.map(({ record }) => record);
    remember({ conversationId: this.#connection.conversationId, language: pageLanguage(), turns });
  }
}
