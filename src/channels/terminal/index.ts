/** The terminal channel behind `dalil chat`: lines in, replies out, through the same bot as every other channel. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ActivityTypes } from 'botbuilder';
import type { Language } from '../../contracts/language.ts';
import type { Reply } from '../../contracts/message.ts';
import { ActivityBot } from '../activity-bot.ts';
import type { Channel, ChannelDependencies } from '../channel.ts';
import { DirectAdapter } from '../direct-adapter.ts';
import { missingReference, type Offered, offeredBy, parseTerminal } from './parse.ts';
import { renderTerminal } from './render.ts';

/** Where the lines come from and go to. */
export interface TerminalSettings {
  input: Readable;
  output: Writable;
  /** True on a terminal a person looks at: bold headings, a prompt, a line while the answer is looked for. */
  interactive: boolean;
  /** The language of the person's system. */
  language: Language;
}

/** The terminal channel; `run` resolves when the person leaves or the input ends. */
export interface TerminalChannel extends Channel {
  run(): Promise<void>;
}

/** Makes the channel; nothing is read or written before `run`. */
export function createTerminalChannel(dependencies: ChannelDependencies, settings: TerminalSettings): TerminalChannel {
  const { texts, newId } = dependencies;
  const { input, output, interactive } = settings;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const conversation = newId();
  let language = settings.language;
  let offered: Offered = { passages: new Map(), choices: [] };

  function render(reply: Reply) {
    language = reply.language;
    offered = offeredBy(reply, offered);
    return renderTerminal(reply, texts, interactive);
  }
  const adapter = new DirectAdapter(newId);
  const bot = new ActivityBot(
    {
      name: 'terminal',
      parse: (activity, envelope) =>
        activity.type === ActivityTypes.ConversationUpdate
          ? { ...envelope, kind: 'joined' }
          : parseTerminal(activity, envelope, offered),
      render,
    },
    dependencies,
  );

  const write = (text: string) => output.write(`${text}\n`);
  const say = (key: string, values?: Record<string, string | number>) =>
    write(texts.say(language, `terminal.${key}`, values));
  const prompt = () => interactive && output.write(texts.say(language, 'terminal.prompt'));

  async function turn(type: ActivityTypes, text?: string): Promise<void> {
    const person = { id: conversation, name: '' };
    const activity = {
      type,
      id: newId(),
      channelId: 'terminal',
      locale: language,
      text,
      from: person,
      recipient: { id: 'dalil', name: 'Dalil' },
      conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
    };
    await adapter.run(
      activity,
      (sent) => {
        if (sent.type === ActivityTypes.Typing) {
          if (interactive) output.write(texts.say(language, 'terminal.thinking'));
          return;
        }
        if (interactive) output.write('\r\u001b[K');
        write(`\n${sent.text ?? ''}\n`);
      },
      (context) => bot.run(context),
    );
  }

  /** Answers one line; false when the person wants to leave. */
  async function answer(line: string): Promise<boolean> {
    const text = line.trim();
    if (text === '') return true;
    if (/^\/?(?:exit|quit)$/iu.test(text)) return false;
    const missing = missingReference(text, offered);
    if (/^\/help$/iu.test(text)) say('help');
    else if (/^\/language(?!\s+(?:en|fr|ar)\s*$)/iu.test(text)) say('languages');
    else if (missing === undefined) await turn(ActivityTypes.Message, text);
    else if ('source' in missing) say('noSource', { n: missing.source });
    else say('noChoice', { letter: missing.letter });
    return true;
  }

  return {
    name: 'terminal',
    mount() {
      // A terminal has no address.
    },
    async run() {
      const typed = lines[Symbol.asyncIterator]();
      say('welcome');
      say('help');
      await turn(ActivityTypes.ConversationUpdate);
      prompt();
      for (let next = await typed.next(); !next.done; next = await typed.next()) {
        if (!(await answer(next.value))) break;
        prompt();
      }
      lines.close();
      say('goodbye');
    },
    async close() {
      lines.close();
      await bot.idle();
    },
  };
}
