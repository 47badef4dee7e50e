/** `dalil ask`: one question or a file of them, answered by the same conversation as every channel. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Block, SourceLine } from '../contracts/message.ts';
import type { TurnResult } from '../conversation/turn.ts';
import { type Conversations, createConversations } from '../conversations.ts';
import { DalilError } from '../errors.ts';
import { sourceLabel, sourceLabelLine } from '../text/source-label.ts';
import { ensureIndex } from './ensure-index.ts';
import { createQuietLog } from './quiet-log.ts';
import { say } from './say.ts';

/** Passages listed in the JSON form. */
const PASSAGES_SHOWN = 10;

const language = z.enum(LANGUAGES as [Language, ...Language[]]);
const batchLine = z
  .object({
    id: z.union([z.string(), z.number().transform(String)]),
    question: z.string().optional(),
    text: z.string().optional(),
    language: language.optional(),
    lang: language.optional(),
    after: z.union([z.string(), z.number().transform(String)]).nullish(),
  })
  .refine(({ question, text }) => question !== undefined || text !== undefined, { error: 'has no question' });

/** One answered question as it is printed with `--json`. */
export interface AskedLine {
  id: string;
  outcome: string;
  language: Language;
  text: string;
  citations: { n: number; passageId: string; documentKey: string; title: string; heading: string; quote: string }[];
  passages: { id: string; documentKey: string; score: number }[];
  milliseconds: number;
}

function sourcesOf(blocks: readonly Block[]): SourceLine[] {
  return blocks.flatMap((block) => (block.type === 'sources' ? block.sources : []));
}

/** The words of one block; sources are listed apart. */
function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'notice':
      return block.text;
    case 'answer':
      return block.sentences.map(({ text, n }) => `${text} [${n}]`).join(' ');
    case 'passage':
      return `${[block.passage.title, ...block.passage.headingPath].join(' › ')}\n${block.passage.text}`;
    case 'choices':
      return [block.prompt, ...block.choices.map(({ label }) => `- ${label}`)].filter(Boolean).join('\n');
    case 'link':
      return `${block.label}: ${block.url}`;
    case 'quiz-item': {
      const { place, prompt, left, options, how } = block.item;
      const lettered = options.map(({ letter, text }) => `${letter}) ${text}`);
      return [place, prompt, ...left.map((text, at) => `${at + 1}. ${text}`), ...lettered, how].join('\n');
    }
    case 'quiz-feedback': {
      const { heading, prompt, given, expected, why, source } = block.feedback;
      return [heading, prompt, given, expected, why, source].filter(Boolean).join('\n');
    }
    case 'quiz-result': {
      const { heading, score, verdict, topics, comparison } = block.result;
      const scores = topics.map((topic) => `${topic.label}: ${topic.score}`);
      return [heading, score, verdict, ...scores, comparison].filter(Boolean).join('\n');
    }
    case 'person-question':
    case 'form':
    case 'sources':
      // Nobody is handed a question, and nothing is filled in, at the command line.
      return '';
  }
}

/** The words of a reply as one text: quotes with their numbers, notices, and what is offered. */
export function replyText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function toLine(id: string, { reply, result }: TurnResult, milliseconds: number): AskedLine {
  return {
    id,
    outcome: reply.outcome,
    language: reply.language,
    text: replyText(reply.blocks),
    citations: sourcesOf(reply.blocks).map(({ n, passageId, documentKey, title, heading, quote }) => ({
      n,
      passageId,
      documentKey,
      title,
      heading,
      quote,
    })),
    passages: (result?.passages ?? []).slice(0, PASSAGES_SHOWN).map(({ passage, score }) => ({
      id: passage.id,
      documentKey: passage.documentKey,
      score: Math.round(score * 10_000) / 10_000,
    })),
    milliseconds: Math.round(milliseconds * 10) / 10,
  };
}

/** One person asking at the command line: each conversation has its own, so that nobody is slowed down by the limit. */
export class Asker {
  private readonly conversations: Conversations;

  constructor(conversations: Conversations) {
    this.conversations = conversations;
  }

  async ask(
    conversationId: string,
    text: string,
    chosen?: Language,
  ): Promise<{ turn: TurnResult; milliseconds: number }> {
    const { handleTurn } = this.conversations;
    const envelope = () => ({
      messageId: randomUUID(),
      channel: 'command-line',
      conversationId,
      personId: randomUUID(),
      scope: 'personal' as const,
      roles: [],
      clientLanguage: chosen,
      receivedAt: Date.now(),
    });
    if (chosen)
      await handleTurn({ ...envelope(), kind: 'choice', choice: { action: 'set-language', language: chosen } });
    const startedAt = performance.now();
    const turn = await handleTurn({ ...envelope(), kind: 'text', text });
    return { turn, milliseconds: performance.now() - startedAt };
  }
}

/** Reads a file of questions; a line that is no question, or follows one that does not stand before it, is named. */
async function readBatch(file: string): Promise<z.infer<typeof batchLine>[]> {
  const full = path.resolve(file);
  const content = await readFile(full, 'utf8').catch((cause: unknown) => {
    throw new DalilError({
      code: 'batch-unreadable',
      message: `The file ${full} cannot be read.`,
      hint: 'Give the path of a file with one JSON question a line.',
      cause,
    });
  });
  const seen = new Set<string>();
  return content.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      const entry = batchLine.parse(JSON.parse(line));
      if (entry.after != null && !seen.has(entry.after)) throw new RangeError(`no question ${entry.after} before it`);
      seen.add(entry.id);
      return [entry];
    } catch (cause) {
      throw new DalilError({
        code: 'batch-invalid',
        message: `Line ${at + 1} of ${full} is not a question.`,
        hint: 'Each line must be JSON such as {"id":"1","question":"What is an NRM?"}; `after` names the id of an earlier line.',
        cause,
      });
    }
  });
}

export interface AskOptions {
  lang?: Language;
  json?: boolean;
  batch?: string;
}

function printForPeople(
  { outcome, language: spoken, text }: AskedLine,
  sources: readonly SourceLine[],
  conversations: Conversations,
): void {
  say(text);
  if (sources.length === 0) return;
  say();
  for (const source of sources) {
    const label = sourceLabelLine(sourceLabel(conversations.texts, spoken, source));
    const links = source.sources.flatMap(({ url }) => url ?? []);
    say(`[${source.n}] ${[source.title, source.heading].filter(Boolean).join(' › ')} (${label})`);
    for (const link of links) say(`    ${link}`);
  }
  if (outcome !== 'answered') say(`(${outcome})`);
}

/** Asks one question, or every line of a file; prints the answers. */
export async function runAsk(config: Config, question: string | undefined, options: AskOptions): Promise<void> {
  if (question === undefined && options.batch === undefined) {
    throw new DalilError({
      code: 'no-question',
      message: 'There is no question.',
      hint: 'Write it in quotes: dalil ask "What is an NRM?"',
    });
  }
  const conversations = await createConversations(config, createQuietLog(config));
  try {
    await ensureIndex(config, conversations);
    const asker = new Asker(conversations);
    if (options.batch === undefined) {
      const conversationId = randomUUID();
      const { turn, milliseconds } = await asker.ask(conversationId, question ?? '', options.lang);
      const line = toLine(conversationId, turn, milliseconds);
      if (options.json) say(JSON.stringify(line));
      else printForPeople(line, sourcesOf(turn.reply.blocks), conversations);
      return;
    }
    const conversationOf = new Map<string, string>();
    for (const entry of await readBatch(options.batch)) {
      const conversationId = (entry.after != null && conversationOf.get(entry.after)) || randomUUID();
      conversationOf.set(entry.id, conversationId);
      const text = entry.question ?? entry.text ?? '';
      const { turn, milliseconds } = await asker.ask(
        conversationId,
        text,
        options.lang ?? entry.language ?? entry.lang,
      );
      const line = toLine(entry.id, turn, milliseconds);
      if (options.json) say(JSON.stringify(line));
      else {
        say(`# ${entry.id}: ${text}`);
        printForPeople(line, sourcesOf(turn.reply.blocks), conversations);
        say();
      }
    }
  } finally {
    await conversations.close();
  }
}
