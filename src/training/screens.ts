/** What a learner sees: items, feedback, results and menus, as blocks of a reply. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice, ShownFeedback, ShownItem, ShownResult } from '../contracts/message.ts';
import { type Attempt, type GivenAnswer, type Phase, TESTS } from '../contracts/training.ts';
import { createSayBlocks } from '../text/say-blocks.ts';
import { LOCALES } from '../text/source-label.ts';
import type { TextValues } from '../text/texts.ts';
import { createItemWords, type ScreenParts } from './item-words.ts';
import { letterOf } from './letters.ts';
import { type Played, type Shown, scoreOf } from './play.ts';
import { type Progress, passes } from './progress.ts';
import type { Item, Module } from './quiz.ts';

/** What else a result says. */
export interface ResultNotes {
  before?: { right: number; items: number };
  comparison?: string;
}

/** Makes the screens. */
export function createScreens({ texts, currentIndex }: ScreenParts) {
  const { text, notice } = createSayBlocks(texts);
  const offer = (language: Language, key: string, choice: OfferedChoice['choice'], values?: TextValues) => ({
    label: texts.say(language, key, values),
    choice,
  });

  const { passageOf, headingOf, sourceName, optionText, answerText } = createItemWords({ texts, currentIndex });

  /** "Session 2 of 4 · question 3 of 8". */
  function placeOf(
    { phase, session = 0 }: Attempt,
    shown: Exclude<Shown, { kind: 'end' }>,
    language: Language,
    module: Module,
  ): string {
    const title = module.sessions[session - 1]?.title[language] ?? '';
    const where = texts.say(language, `quiz.phase.${phase}`, { session, sessions: module.sessions.length, title });
    const values = { number: shown.number, of: shown.of };
    return `${where} · ${texts.say(language, shown.kind === 'card' ? 'quiz.place.card' : 'quiz.place.item', values)}`;
  }

  function itemBlock(
    attempt: Attempt,
    shown: Extract<Shown, { kind: 'item' }>,
    language: Language,
    module: Module,
  ): Block {
    const { item, options } = shown;
    const example = { letters: [0, 2].map((place) => letterOf(place, language)).join('') };
    const shownItem: ShownItem = {
      attemptId: attempt.id,
      itemId: item.id,
      kind: item.kind,
      place: placeOf(attempt, shown, language, module),
      done: attempt.at,
      total: attempt.steps.length,
      prompt: item.prompt[language],
      left: item.left.map((words) => words[language]),
      options: options.map((id, at) => ({ id, letter: letterOf(at, language), text: optionText(item, id, language) })),
      how: texts.say(language, `quiz.how.${item.kind}`, example),
    };
    return { type: 'quiz-item', item: shownItem };
  }

  function feedbackBlock(item: Item, answer: GivenAnswer, language: Language, withPrompt: boolean): Block {
    const verdict = answer.right ? 'right' : answer.given.length === 0 ? 'unknown' : 'wrong';
    const feedback: ShownFeedback = {
      itemId: item.id,
      verdict,
      heading: texts.say(language, `quiz.verdict.${verdict}`),
      prompt: withPrompt ? item.prompt[language] : undefined,
      given: verdict === 'wrong' ? answerText(item, answer.given, language) : undefined,
      expected: verdict === 'right' ? undefined : answerText(item, item.answer, language),
      why: item.why[language],
      source: sourceName(item.source[0] ?? '', language),
    };
    return { type: 'quiz-feedback', feedback };
  }

  /** What can be done with an item that was answered: read its source, ask about it, say that it is wrong. */
  function afterAnswer(module: Module, item: Item, right: boolean, language: Language): OfferedChoice[] {
    const [source = ''] = item.source;
    const passage = passageOf(source, language);
    const heading = headingOf(source, language);
    return [
      ...(passage ? [offer(language, 'quiz.choice.source', { action: 'open-passage', passageId: passage.id })] : []),
      ...(right || heading === undefined
        ? []
        : [offer(language, 'quiz.choice.ask', { action: 'ask', question: heading })]),
      offer(language, 'quiz.choice.challenge', { action: 'challenge-item', module: module.key, itemId: item.id }),
    ];
  }

  /** One step of a run, with the feedback to the step before where the phase gives any. */
  function step(module: Module, played: Played, language: Language): Block[] {
    const { attempt, shown, answered } = played;
    const isTest = TESTS.includes(attempt.phase);
    const feedback = answered && !isTest ? [feedbackBlock(answered.item, answered.answer, language, false)] : [];
    const before = answered && !isTest ? afterAnswer(module, answered.item, answered.answer.right, language) : [];
    if (shown.kind === 'end') return before.length > 0 ? [...feedback, { type: 'choices', choices: before }] : feedback;
    if (shown.kind === 'card') return [...feedback, ...cardBlocks(module, attempt, shown, language)];
    const { item } = shown;
    const unknown = { action: 'answer-item' as const, attemptId: attempt.id, itemId: item.id, given: [] };
    const choices: OfferedChoice[] = [
      offer(language, 'quiz.choice.unknown', unknown),
      ...before,
      ...(before.length > 0
        ? []
        : [
            offer(language, 'quiz.choice.challenge', {
              action: 'challenge-item' as const,
              module: module.key,
              itemId: item.id,
            }),
          ]),
    ];
    return [...feedback, itemBlock(attempt, shown, language, module), { type: 'choices', choices }];
  }

  function cardBlocks(
    module: Module,
    attempt: Attempt,
    shown: Extract<Shown, { kind: 'card' }>,
    language: Language,
  ): Block[] {
    const passage = passageOf(shown.section, language);
    const choices = [
      offer(language, 'quiz.choice.readOn', { action: 'read-on', attemptId: attempt.id, step: shown.step }),
      offer(language, 'quiz.choice.leave', { action: 'leave-run', attemptId: attempt.id }),
    ];
    return [
      { type: 'text', text: placeOf(attempt, shown, language, module) },
      passage ? { type: 'passage', passage } : notice(language, 'quiz.cardGone'),
      { type: 'choices', choices },
    ];
  }

  /** The result of a run that ended, as bars by session. */
  function result(
    module: Module,
    attempt: Attempt,
    language: Language,
    { before, comparison }: ResultNotes = {},
  ): Block {
    const { right, items } = scoreOf(attempt);
    const percent = items === 0 ? 0 : Math.round((100 * right) / items);
    const isFinal = attempt.phase === 'final';
    const topics = module.sessions.flatMap(({ title }, at) => {
      const own = attempt.answers.filter(
        (answer) => module.items.find(({ id }) => id === answer.item)?.session === at + 1,
      );
      const score = { right: own.filter((answer) => answer.right).length, items: own.length };
      return own.length === 0
        ? []
        : [{ label: title[language], ...score, score: texts.say(language, 'quiz.result.of', score) }];
    });
    const passed = passes(module, { right, items });
    const notes = [
      before && isFinal ? texts.say(language, 'quiz.result.before', before) : undefined,
      comparison,
    ].filter((note) => note !== undefined);
    const shown: ShownResult = {
      heading: texts.say(language, `quiz.result.${attempt.phase}`, { module: module.title[language] }),
      score: texts.say(language, 'quiz.result.score', { right, items, percent }),
      right,
      items,
      passMark: isFinal ? module.passMark : undefined,
      verdict: isFinal
        ? texts.say(language, passed ? 'quiz.result.passed' : 'quiz.result.notYet', { mark: module.passMark })
        : undefined,
      topics,
      comparison: notes.length > 0 ? notes.join(' ') : undefined,
    };
    return { type: 'quiz-result', result: shown };
  }

  /** An item as a trainer looks at it: every option, and which are right. */
  function itemForTrainer(item: Item, language: Language): Block {
    const options = item.options.map(({ id }) => `• ${optionText(item, id, language)}`);
    const right = texts.say(language, 'quiz.answerIs', { answer: answerText(item, item.answer, language) });
    return { type: 'text', text: [item.prompt[language], ...options, '', right, item.why[language]].join('\n') };
  }

  /** "Session 2 of 4: Identification". */
  function phaseName(
    phase: Phase,
    values: { session: number; sessions: number; title: string },
    language: Language,
  ): string {
    return texts.say(language, `quiz.name.${phase}`, values);
  }

  /** One line for each stage of a module. */
  function progressLines(module: Module, { pretest, sessions, best }: Progress, language: Language): string[] {
    const score = (of: { right: number; items: number } | undefined) =>
      of ? texts.say(language, 'quiz.result.of', of) : texts.say(language, 'quiz.stands.new');
    const state = (of: 'new' | 'open' | 'done' | 'closed') => texts.say(language, `quiz.stands.${of}`);
    return [
      `${texts.say(language, 'quiz.name.pretest')}: ${state(pretest)}`,
      ...module.sessions.map(({ title }, at) => {
        const { state: is = 'new', best: reached } = sessions[at] ?? {};
        return `${at + 1}. ${title[language]}: ${is === 'done' && reached ? score(reached) : state(is)}`;
      }),
      `${texts.say(language, 'quiz.name.final')}: ${score(best)}`,
    ];
  }

  /** "You 7 of 10; the group 6.1." */
  function comparison(of: { right: number; items: number; group: number }, language: Language): string {
    const format = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return texts.say(language, 'quiz.result.comparison', { ...of, group: format.format(of.group) });
  }

  return {
    words: texts.say,
    itemForTrainer,
    phaseName,
    progressLines,
    comparison,
    text,
    notice,
    offer,
    step,
    result,
    feedbackBlock,
    afterAnswer,
    passageOf,
  };
}

export type Screens = ReturnType<typeof createScreens>;
