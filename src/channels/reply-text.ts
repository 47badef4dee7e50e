/** A reply as text, plain or in the markdown that chat platforms share; terminal and chat apps use it. */
import type { AnswerSentence, Block, Reply, ShownQuestion, SourceLine } from '../contracts/message.ts';
import type { Passage } from '../contracts/passage.ts';
import { safeUrl, sourceLabel, sourceLabelLine } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';
import { questionWords } from './question-words.ts';
import { feedbackText, itemText, resultText } from './quiz-text.ts';
import type { TextStyle } from './text-style.ts';

/** No markup at all. */
export const PLAIN: TextStyle = {
  bold: (text) => text,
  plain: (text) => text,
  link: (label, url) => (label === url ? url : `${label}: ${url}`),
  rightToLeftMark: '',
};

/** The markdown every chat platform reads: bold, links, paragraphs. */
export const MARKDOWN: TextStyle = {
  bold: (text) => `**${text}**`,
  plain: (text) =>
    text
      .replaceAll(/[\\`*_[\]#|~]/gu, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;'),
  link: (label, url) => `[${label}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  rightToLeftMark: '\u200F',
};

/** Every block of a reply as text, with an empty line between. Choices are left out: each platform offers them its own way. */
export function replyText(reply: Reply, texts: Texts, style: TextStyle): string {
  return reply.blocks
    .map((block) => blockText(block, reply, texts, style))
    .filter((text) => text !== '')
    .map((text) => (reply.language === 'ar' ? markLines(text, style.rightToLeftMark) : text))
    .join('\n\n');
}

function blockText(block: Block, reply: Reply, texts: Texts, style: TextStyle): string {
  switch (block.type) {
    case 'text':
    case 'notice':
      return style.plain(block.text);
    case 'answer':
      return block.sentences.map((sentence) => sentenceText(sentence, style)).join('\n\n');
    case 'sources':
      return sourcesText(block.sources, reply, texts, style);
    case 'passage':
      return passageText(block.passage, reply, texts, style);
    case 'choices':
      return block.prompt === undefined ? '' : style.plain(block.prompt);
    case 'link': {
      const url = safeUrl(block.url);
      return url === undefined ? style.plain(block.label) : style.link(style.plain(block.label), url);
    }
    case 'person-question':
      return questionText(block.question, reply, texts, style);
    case 'quiz-item':
      return itemText(block.item, style);
    case 'quiz-feedback':
      return feedbackText(block.feedback, reply.language, texts, style);
    case 'quiz-result':
      return resultText(block.result, style);
    case 'form':
      return formText(block, reply, texts, style);
  }
}

/** Text has no fields: what a form asks for can be written at the top of the document itself. */
function formText({ prompt, fields }: Extract<Block, { type: 'form' }>, reply: Reply, texts: Texts, style: TextStyle) {
  const lines = fields.map(({ name, options = [], value }) => {
    const allowed = options.map((option) => option.value).filter((option) => option !== '');
    return `${name}: ${value ?? allowed.join(' | ')}`;
  });
  const how = texts.say(reply.language, 'form.asText');
  return [style.plain(prompt), style.plain(how), ['---', ...lines, '---'].map(style.plain).join('\n')].join('\n\n');
}

function sentenceText(sentence: AnswerSentence, style: TextStyle): string {
  return `${style.plain(sentence.text)} [${sentence.n}]`;
}

function sourcesText(sources: SourceLine[], reply: Reply, texts: Texts, style: TextStyle): string {
  if (sources.length === 0) return '';
  const lines = sources.map((source) => {
    const label = sourceLabelLine(sourceLabel(texts, reply.language, source));
    return [
      `[${source.n}] ${style.bold(style.plain(sourceName(source)))}`,
      style.plain(label),
      ...originLines(source, style),
    ].join('\n');
  });
  return [style.bold(texts.say(reply.language, 'sources.heading')), ...lines].join('\n\n');
}

/** Title and heading of a source, as it is listed. */
export function sourceName({ title, heading }: Pick<SourceLine, 'title' | 'heading'>): string {
  return heading === '' ? title : `${title} › ${heading}`;
}

function passageText(passage: Passage, reply: Reply, texts: Texts, style: TextStyle): string {
  const heading = passageName(passage);
  const label = sourceLabelLine(sourceLabel(texts, reply.language, passage));
  const page =
    passage.page === undefined ? '' : ` · ${texts.say(reply.language, 'sources.page', { page: passage.page })}`;
  const about = [style.bold(style.plain(heading)), style.plain(label + page)].join('\n');
  return [about, style.plain(passage.text), originLines(passage, style).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function questionText(question: ShownQuestion, reply: Reply, texts: Texts, style: TextStyle): string {
  const { title, urgent, status, about, text, noWords, answer, reminder } = questionWords(
    question,
    reply.language,
    texts,
  );
  const facts = [urgent, status, about].filter((line) => line !== undefined).map(style.plain);
  const head = [style.bold(title), ...facts].join('\n');
  const part = (heading: string, words: string | undefined) =>
    words === undefined ? undefined : [style.bold(texts.say(reply.language, heading)), style.plain(words)].join('\n');
  return [head, part('card.question.asked', text), noWords, part('card.question.answer', answer), reminder]
    .filter((paragraph) => paragraph !== undefined)
    .join('\n\n');
}

/** Title and headings of a passage, without saying the title twice. */
export function passageName(passage: Pick<Passage, 'title' | 'headingPath'>): string {
  const [first, ...rest] = passage.headingPath;
  const headings = first === undefined || first === passage.title ? rest : [first, ...rest];
  return [passage.title, ...headings].join(' › ');
}

function originLines(source: Pick<Passage, 'sources'>, style: TextStyle): string[] {
  return source.sources.map((origin) => {
    const url = safeUrl(origin.url);
    return url === undefined ? style.plain(origin.title) : style.link(style.plain(origin.title), url);
  });
}

function markLines(text: string, mark: string): string {
  return mark === ''
    ? text
    : text
        .split('\n')
        .map((line) => (line === '' ? line : mark + line))
        .join('\n');
}
