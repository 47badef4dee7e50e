/** The web channel: a chat page at GET / and the small protocol behind it. Nothing outside this server is called. */
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'restify';
import { isLanguage, LANGUAGES, type Language } from '../../contracts/language.ts';
import { errorCode } from '../../errors.ts';
import { readJson, refusalStatus, sendJson } from '../../http.ts';
import { ActivityBot } from '../activity-bot.ts';
import type { Channel, ChannelDependencies } from '../channel.ts';
import { DirectAdapter } from '../direct-adapter.ts';
import { type Conversation, Conversations, type Turn } from './conversations.ts';
import { refuseForeign } from './guard.ts';
import { readPageFiles, servedFile } from './page-files.ts';
import { parseWeb } from './parse.ts';
import { toActivity, toLine, type WebLine, type WebMessage, webInbox, webMessage, webStart } from './protocol.ts';
import { renderWeb, webReply } from './render.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** Lines that no proxy on the way may keep or hold back. */
const LINES_HEADERS = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** What the page may be told; all have defaults. */
export interface WebSettings {
  /** Host names, without port, the page is reached by besides loopback ones. */
  publicHosts?: readonly string[];
  /** An unguessable text. */
  newSecret?: () => string;
}

/** The sentence and the status that tell a person what a code means. */
const REFUSALS: Record<string, { status: number; text: string }> = {
  'bad-host': { status: 403, text: 'notAllowed' },
  'bad-origin': { status: 403, text: 'notAllowed' },
  'body-too-large': { status: 413, text: 'tooLarge' },
  'unknown-conversation': { status: 404, text: 'unknownConversation' },
  'too-many-turns': { status: 429, text: 'busy' },
};

/** Makes the channel, with the page's files read. */
export async function createWebChannel(
  dependencies: ChannelDependencies,
  { publicHosts = [], newSecret = () => randomBytes(24).toString('base64url') }: WebSettings = {},
): Promise<Channel> {
  const { texts, log, newId, now } = dependencies;
  const conversations = new Conversations(now, newSecret);
  const adapter = new DirectAdapter(newId);
  const bot = new ActivityBot(
    {
      name: 'web',
      parse: parseWeb,
      render: (reply) => renderWeb(reply, texts),
      address: (activity) => activity.conversation.id,
    },
    dependencies,
  );
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, texts.tree(language, 'web')]));
  const files = [
    ...(await readPageFiles()),
    servedFile('/web/words.json', 'application/json; charset=utf-8', Buffer.from(JSON.stringify(words))),
  ];

  /** Answers a refusal in the person's language, without internals. */
  function refuse(request: Request, response: Response, error: unknown): void {
    const code = typeof error === 'string' ? error : errorCode(error);
    const status = REFUSALS[code]?.status ?? refusalStatus(code) ?? 500;
    if (status >= 500) log.error({ channel: 'web', code, err: error }, 'A request failed');
    else log.warn({ channel: 'web', code, status }, 'A request was refused');
    const sentence = status >= 500 ? 'apology' : (REFUSALS[code]?.text ?? 'unreadable');
    const shown = status >= 500 ? 'failed' : code;
    sendJson(response, status, { error: shown, message: texts.say(languageOf(request), `channel.${sentence}`) });
  }

  /** Wraps a route: foreign requests are refused, and an error becomes a clear answer. */
  function guarded(route: (request: Request, response: Response) => Promise<void> | void) {
    return async (request: Request, response: Response): Promise<void> => {
      try {
        const refusal = refuseForeign(request, publicHosts);
        if (refusal !== undefined) return refuse(request, response, refusal);
        await route(request, response);
      } catch (error) {
        refuse(request, response, error);
      }
    };
  }

  async function readBody(request: Request): Promise<unknown> {
    if (!/^application\/json\b/iu.test(String(request.headers['content-type'] ?? ''))) {
      request.resume();
      return undefined;
    }
    return readJson(request, MAX_BODY_BYTES);
  }

  async function startConversation(request: Request, response: Response): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return refuse(request, response, 'body-not-json');
    const known = webStart.safeParse(body);
    const person = (known.success ? known.data.person : undefined) ?? newSecret();
    sendJson(response, 201, { conversationId: conversations.start(person).secret, person });
  }

  async function receiveMessage(request: Request, response: Response): Promise<void> {
    const message = webMessage.safeParse(await readBody(request));
    if (!message.success) return refuse(request, response, 'body-not-json');
    const conversation = conversations.find(message.data.conversationId);
    const { turn, isNew } = conversations.turn(conversation, message.data.id);
    // The turn outlives a lost connection; whoever asks again gets what was said.
    const running = isNew ? runTurn(message.data, conversation, turn) : undefined;
    await stream(turn, response);
    await running;
  }

  async function giveWaiting(request: Request, response: Response): Promise<void> {
    const asked = webInbox.safeParse(await readBody(request));
    if (!asked.success) return refuse(request, response, 'body-not-json');
    const { inbox } = conversations.find(asked.data.conversationId);
    response.writeHead(200, LINES_HEADERS);
    response.end(inbox.fetch(asked.data.seen).map(lineText).join(''));
  }

  async function runTurn(message: WebMessage, conversation: Conversation, turn: Turn): Promise<void> {
    let apologised = false;
    try {
      await adapter.run(
        toActivity(message, conversation),
        (activity) => {
          const line = toLine(activity);
          if (line !== undefined) turn.add(line);
          apologised ||= isApology(activity.value);
        },
        (context) => bot.run(context),
      );
      turn.end({ failed: apologised, line: { type: 'event', name: 'turn-ended' } });
    } catch (error) {
      log.error({ channel: 'web', code: errorCode(error), err: error }, 'A turn ended without a reply');
      turn.end({ failed: true, line: { type: 'event', name: 'turn-failed' } });
    }
  }

  return {
    name: 'web',
    mount(server) {
      for (const file of files) server.get(file.path, guarded(file.serve));
      server.post('/web/conversations', guarded(startConversation));
      server.post('/web/messages', guarded(receiveMessage));
      server.post('/web/inbox', guarded(giveWaiting));
    },
    /** The address is a conversation's key. What was shown is never replaced: the reply waits until the page asks. */
    async deliver(address, reply) {
      const id = newId();
      conversations.leave(address, { type: 'message', id, value: webReply(reply, texts) });
      return id;
    },
    close: () => bot.idle(),
  };
}

/** Writes the lines of a turn as they come; resolves when it has ended or nobody reads any more. */
function stream(turn: Turn, response: Response): Promise<void> {
  response.writeHead(200, LINES_HEADERS);
  return new Promise((resolve) => {
    const write = (line: WebLine) => {
      response.write(lineText(line));
      if (line.type === 'event') response.end();
    };
    const stop = turn.listen(write);
    const gone = () => {
      stop();
      resolve();
    };
    if (response.destroyed) gone();
    else response.once('close', gone);
  });
}

function lineText(line: WebLine): string {
  return `${JSON.stringify(line)}\n`;
}

function isApology(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'failed';
}

/** The first language of ours the page asks for. */
function languageOf(request: Request): Language {
  const wanted = String(request.headers['accept-language'] ?? '').split(',');
  return wanted.map((entry) => entry.trim().slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}
