/** What is said at the end of a run: the result as bars, how the group did, and what can be done next. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice } from '../contracts/message.ts';
import type { Attempt } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import { scoreOf } from './play.ts';
import { passes, progressIn } from './progress.ts';
import type { Module } from './quiz.ts';
import type { Screens } from './screens.ts';

/** A group this small could be guessed from its mean. */
const SMALLEST_GROUP = 5;

export interface RunEndParts {
  store: Pick<TrainingStore, 'attemptsOf' | 'testScores'>;
  screens: Screens;
}

/** Makes the functions that end a run. */
export function createRunEnd({ store, screens }: RunEndParts) {
  const { text, offer } = screens;

  const toModule = (module: Module, language: Language): OfferedChoice =>
    offer(language, 'quiz.choice.module', { action: 'open-module', module: module.key });

  async function end(module: Module, attempt: Attempt, language: Language): Promise<Block[]> {
    const { right, items } = scoreOf(attempt);
    if (items === 0)
      return [text(language, 'quiz.nothingAsked'), { type: 'choices', choices: [toModule(module, language)] }];
    if (attempt.phase === 'pretest') {
      const start = { action: 'begin-run' as const, module: module.key, phase: 'session' as const, session: 1 };
      return [
        text(language, 'quiz.pretestDone', { items }),
        { type: 'choices', choices: [offer(language, 'quiz.choice.firstSession', start), toModule(module, language)] },
      ];
    }
    const attempts = await store.attemptsOf(attempt.learnerKey, module.key);
    const { before, sessions } = progressIn(module, attempts);
    const isFinal = attempt.phase === 'final';
    const comparison = isFinal ? await compare(attempt, module, language) : undefined;
    const isWrong = right < items;
    const nextSession = attempt.phase === 'session' ? sessions.findIndex(({ state }) => state !== 'done') : -1;
    const next = { action: 'begin-run' as const, module: module.key };
    const choices: OfferedChoice[] = [
      ...(isFinal && passes(module, { right, items })
        ? [offer(language, 'quiz.choice.certificate', { action: 'ask-certificate', module: module.key })]
        : []),
      ...(isWrong
        ? [offer(language, 'quiz.choice.lookBack', { action: 'look-back', attemptId: attempt.id, at: 0 })]
        : []),
      ...(isWrong ? [offer(language, 'quiz.choice.retry', { action: 'retry-wrong', attemptId: attempt.id })] : []),
      ...(nextSession >= 0
        ? [offer(language, 'quiz.choice.nextSession', { ...next, phase: 'session', session: nextSession + 1 })]
        : []),
      ...(attempt.phase === 'session' && nextSession < 0
        ? [offer(language, 'quiz.choice.final', { ...next, phase: 'final' })]
        : []),
      toModule(module, language),
    ];
    return [screens.result(module, attempt, language, { before, comparison }), { type: 'choices', choices }];
  }

  /** "You 7 of 10; the group 6.1": only for a group nobody's score can be guessed from. */
  async function compare(attempt: Attempt, module: Module, language: Language): Promise<string | undefined> {
    if (attempt.event === undefined) return undefined;
    const scores = await store.testScores(attempt.event, module.key, 'final');
    const others = scores.filter(({ learnerKey, answered }) => learnerKey !== attempt.learnerKey && answered > 0);
    if (others.length < SMALLEST_GROUP) return undefined;
    const { right, items } = scoreOf(attempt);
    const share = others.reduce((sum, other) => sum + other.right / other.answered, 0) / others.length;
    return screens.comparison({ right, items, group: share * items }, language);
  }

  return { end, toModule };
}
