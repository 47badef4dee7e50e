/** Talks to the server: starts conversations, sends a message, hands over the lines of its answer as they come. */
import { recallPerson, rememberPerson } from './memory.js';
import { pageLanguage } from './words.js';

/** With nothing heard for this long, the connection counts as lost. */
const SILENCE_MILLISECONDS = 90_000;

/** Why a message got no answer: `connection` (send it again) or `refused` (with the server's sentence). */
export class Problem extends Error {
  constructor(kind, sentence, code) {
    super(kind);
    this.kind = kind;
    this.sentence = sentence;
    this.code = code;
  }
}

/** An id for one message; sent again, it gets the same answer. */
export function newMessageId() {
  // randomUUID is missing where a page is served without https from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The connection of one page. */
export class Connection {
  conversationId;
  #starting;

  constructor(conversationId) {
    this.conversationId = conversationId;
  }

  /**
   * Sends one message and calls `onLine` with each line of the answer. Resolves when the answer is whole; rejects with
   * a `Problem`. Where the server has forgotten the conversation, a new one is started and `onRestart` called.
   */
  async send(id, message, { onLine, onRestart }) {
    try {
      await this.#post(id, message, onLine);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unknown-conversation') throw error;
      this.conversationId = undefined;
      onRestart();
      await this.#post(id, message, onLine);
    }
  }

  /**
   * The replies that came outside a turn, but for those `seen` names by id. Rejects with a `Problem`. Where the server has
   * forgotten the conversation, there is none afterwards.
   */
  async fetchWaiting(seen) {
    const { conversationId } = this;
    const found = [];
    try {
      await exchange('/web/inbox', { conversationId, seen }, (line) => found.push(line));
      return found;
    } catch (error) {
      const forgotten = error.code === 'unknown-conversation';
      if (forgotten && this.conversationId === conversationId) this.conversationId = undefined;
      throw error;
    }
  }

  async #post(id, message, onLine) {
    const conversationId = this.conversationId ?? (await this.#start());
    let ended = false;
    await exchange('/web/messages', { conversationId, id, language: pageLanguage(), message }, (line) => {
      if (line.type === 'event') ended = line.name === 'turn-ended';
      else onLine(line);
    });
    if (!ended) throw new Problem('connection');
  }

  /** Starts a conversation once, however many messages wait for it. */
  #start() {
    this.#starting ??= request('/web/conversations', { person: recallPerson() })
      .then((response) => response.json())
      .then(({ conversationId, person }) => {
        rememberPerson(person);
        this.conversationId = conversationId;
        return conversationId;
      })
      .catch((error) => {
        throw error instanceof Problem ? error : new Problem('connection');
      })
      .finally(() => {
        this.#starting = undefined;
      });
    return this.#starting;
  }
}

/** Gives up a request when nothing has been heard for too long. */
class Silence {
  #controller = new AbortController();
  #timer;

  constructor() {
    this.heard();
  }

  get signal() {
    return this.#controller.signal;
  }

  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), SILENCE_MILLISECONDS);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

/** Sends a body and calls `onLine` with each line of the response. Rejects with a `Problem`. */
async function exchange(path, body, onLine) {
  const silence = new Silence();
  try {
    const response = await request(path, body, silence.signal);
    for await (const line of lines(response, silence)) onLine(line);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('connection');
  } finally {
    silence.stop();
  }
}

async function request(path, body, signal) {
  const headers = { 'content-type': 'application/json', 'accept-language': pageLanguage() };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  if (response.ok) return response;
  // A refusal that is not ours (a proxy's page) has no sentence: then it is the connection that failed.
  const told = await response.json().catch(() => ({}));
  if (typeof told.message === 'string') throw new Problem('refused', told.message, told.error);
  throw new Problem('connection');
}

async function* lines(response, silence) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    silence.heard();
    const pieces = (rest + part.value).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) if (piece !== '') yield JSON.parse(piece);
  }
}
