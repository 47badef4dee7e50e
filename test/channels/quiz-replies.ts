/** Replies of a quiz to draw: an item of each kind, what was right and why, a result, and what is offered beside them. */
import fc from 'fast-check';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import type {
  Block,
  OfferedChoice,
  Reply,
  ShownFeedback,
  ShownItem,
  ShownResult,
} from '../../src/contracts/message.ts';
import { ITEM_KINDS, type ItemKind } from '../../src/contracts/training.ts';
import { texts } from './helpers.ts';

const LETTERS: Record<Language, string[]> = {
  en: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'],
  fr: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'],
  ar: ['أ', 'ب', 'ج', 'د', 'هـ', 'و', 'ز', 'ح'],
};
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Sentences of about ninety characters: too long for a row. */
export const SENTENCE: Record<Language, string> = {
  en: 'The competent authority decides who is a victim, after a conversation in a safe and private place.',
  fr: 'L’autorité compétente décide qui est une victime, après un entretien dans un lieu sûr et privé.',
  ar: 'تقرر الجهة المختصة من هو الضحية بعد حديث معه في مكان آمن وخاص، ولا يقرر ذلك أحد غيرها.',
};
const PROMPT: Record<Language, string> = {
  en: 'Who decides whether somebody is a victim?',
  fr: 'Qui décide si quelqu’un est une victime ?',
  ar: 'من يقرر ما إذا كان الشخص ضحية؟',
};
const SHORT: Record<Language, string[]> = {
  en: ['The police alone', 'The competent body', 'Whoever refers'],
  fr: ['La police seule', 'L’autorité compétente', 'Celui qui oriente'],
  ar: ['الشرطة وحدها', 'الجهة المختصة', 'من يحيل الشخص'],
};

export const ATTEMPT = '0b7c9a52-6a43-4f1c-9a55-0f1d6f2b9e11';

/** An item with these options; those of true or false by default, or three short ones. */
export function shownItem(
  kind: ItemKind,
  language: Language,
  {
    options = optionsOf(kind, language),
    ...changes
  }: Partial<Omit<ShownItem, 'options'>> & { options?: string[] } = {},
): ShownItem {
  return {
    ...{ attemptId: ATTEMPT, itemId: 'N07', kind, done: 2, total: 8, prompt: PROMPT[language] },
    place: texts.say(language, 'quiz.place.item', { number: 3, of: 8 }),
    left: kind === 'match' ? (SHORT[language].map((text) => `${text} 1`) as string[]) : [],
    options: options.map((text, at) => ({ id: IDS[at] ?? '', letter: LETTERS[language][at] ?? '', text })),
    how: texts.say(language, `quiz.how.${kind}`, { letters: `${LETTERS[language][0]}${LETTERS[language][2]}` }),
    ...changes,
  };
}

function optionsOf(kind: ItemKind, language: Language): string[] {
  return kind === 'truefalse' ? [texts.say(language, 'quiz.true'), texts.say(language, 'quiz.false')] : SHORT[language];
}

export function shownFeedback(
  verdict: ShownFeedback['verdict'],
  language: Language,
  changes: Partial<ShownFeedback> = {},
): ShownFeedback {
  const [given, expected] = SHORT[language];
  return {
    ...{ itemId: 'N06', verdict, heading: texts.say(language, `quiz.verdict.${verdict}`), why: SENTENCE[language] },
    given: verdict === 'wrong' ? given : undefined,
    expected: verdict === 'right' ? undefined : expected,
    source: 'Referral handbook › First 24 hours',
    ...changes,
  };
}

export function shownResult(language: Language, changes: Partial<ShownResult> = {}): ShownResult {
  const of = (right: number, items: number) => texts.say(language, 'quiz.result.of', { right, items });
  return {
    heading: texts.say(language, 'quiz.result.final', { module: SHORT[language][1] ?? '' }),
    score: texts.say(language, 'quiz.result.score', { right: 9, items: 12, percent: 75 }),
    ...{ right: 9, items: 12, passMark: 70, verdict: texts.say(language, 'quiz.result.passed', { mark: 70 }) },
    topics: [
      { label: `${SHORT[language][0]} 1`, right: 2, items: 3, score: of(2, 3) },
      { label: `${SHORT[language][1]} 2`, right: 7, items: 9, score: of(7, 9) },
    ],
    comparison: texts.say(language, 'quiz.result.comparison', { right: 9, items: 12, group: '7,1' }),
    ...changes,
  };
}

/** "I do not know". */
export function unknown(language: Language): OfferedChoice {
  const choice = { action: 'answer-item' as const, attemptId: ATTEMPT, itemId: 'N07', given: [] };
  return { label: texts.say(language, 'quiz.choice.unknown'), choice };
}

/** What is offered about the item that was answered. */
export function aboutAnswered(language: Language): OfferedChoice[] {
  const say = (key: string) => texts.say(language, `quiz.choice.${key}`);
  return [
    { label: say('source'), choice: { action: 'open-passage', passageId: `${language}/nrm#who-decides` } },
    { label: say('ask'), choice: { action: 'ask', question: PROMPT[language] } },
    { label: say('challenge'), choice: { action: 'challenge-item', module: 'nrm', itemId: 'N06' } },
  ];
}

/** "This question is wrong", about the item that is asked. */
export function challenge(language: Language): OfferedChoice {
  const choice = { action: 'challenge-item' as const, module: 'nrm', itemId: 'N07' };
  return { label: texts.say(language, 'quiz.choice.challenge'), choice };
}

export function quizReply(blocks: Block[], language: Language = 'en'): Reply {
  return { id: 'reply-1', language, outcome: 'command', blocks };
}

/** An item, after feedback where there is any, with what is offered beside it. */
export function asking(
  item: ShownItem,
  language: Language,
  choices: OfferedChoice[] = [unknown(language), challenge(language)],
  feedback?: ShownFeedback,
): Reply {
  return quizReply(
    [
      ...(feedback ? [{ type: 'quiz-feedback' as const, feedback }] : []),
      { type: 'quiz-item', item },
      ...(choices.length > 0 ? [{ type: 'choices' as const, choices }] : []),
    ],
    language,
  );
}

const LETTERS_OF_ALL = [
  'a',
  'e',
  'é',
  'm',
  'ع',
  'ل',
  'ّ',
  '7',
  ' ',
  ' ',
  '’',
  '.',
  '(',
  '*',
  '_',
  '- ',
  '1. ',
  '«',
  '👩‍🏫',
];

/** Words of up to so many characters, as awkward as they come. */
export const words = (most: number) =>
  fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...LETTERS_OF_ALL), maxLength: most }),
      fc.constantFrom(1, 2, 8, 100),
      fc.constantFrom('w', 'ع'),
    )
    .map(([text, times, first]) => `${first}${text.repeat(times)}`.slice(0, most).toWellFormed().trimEnd());

/** Everything at its longest: prompt and why 260, an option 110, a left side 70 with options of 70. */
export const anyAsking = fc
  .record({
    kind: fc.constantFrom(...ITEM_KINDS),
    language: fc.constantFrom(...LANGUAGES),
    prompt: words(260),
    options: fc.array(words(110), { minLength: 2, maxLength: 6 }),
    left: fc.array(words(70), { minLength: 2, maxLength: 4 }),
    why: words(260),
    verdict: fc.constantFrom('right' as const, 'wrong' as const, 'unknown' as const, undefined),
    source: words(200),
    beside: fc.nat({ max: 4 }),
  })
  .map(({ kind, language, prompt, options, left, why, verdict, source, beside }) => {
    const texts = kind === 'match' ? options.map((text) => text.slice(0, 70).toWellFormed()) : options;
    const item = shownItem(kind, language, {
      prompt,
      ...(kind === 'truefalse' ? {} : { options: texts }),
      ...(kind === 'match' ? { left } : {}),
    });
    const all = options.map((text) => `• ${text}`).join('\n');
    const given = { ...(verdict === 'wrong' ? { given: all } : {}), ...(verdict === 'right' ? {} : { expected: all }) };
    const feedback = verdict && shownFeedback(verdict, language, { why, source, ...given });
    const choices = [unknown(language), ...(feedback ? aboutAnswered(language) : [challenge(language)])].slice(
      0,
      beside,
    );
    return { item, feedback, choices, reply: asking(item, language, choices, feedback) };
  });
