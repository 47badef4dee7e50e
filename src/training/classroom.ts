/** The classroom: begins runs, plays moves and keeps them, and says what comes next. */
import type { Language } from '../contracts/language.ts';
import type { OfferedChoice } from '../contracts/message.ts';
import { type Attempt, type Phase, type StoredAttempt, TESTS } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import { beginRun } from './begin-run.ts';
import type { ItemBank } from './item-bank.ts';
import { readTypedAnswer } from './letters.ts';
import { type ClassStep, createModuleMenu } from './module-menu.ts';
import { type Move, type Played, play } from './play.ts';
import { openRun, progressIn } from './progress.ts';
import type { Module } from './quiz.ts';
import type { Random } from './random.ts';
import { createRunEnd } from './run-end.ts';
import type { Screens } from './screens.ts';

export interface ClassroomParts {
  store: Pick<
    TrainingStore,
    | 'addAttempt'
    | 'attempt'
    | 'saveAttempt'
    | 'attemptsOf'
    | 'membershipsOf'
    | 'event'
    | 'certificatesOf'
    | 'testScores'
  >;
  bank: ItemBank;
  screens: Screens;
  /** Called with each answer that was counted, so that the item can come again when it is due. */
  onAnswer(attempt: Attempt, itemId: string, right: boolean): Promise<void>;
  now(): number;
  newId(): string;
  random: Random;
}

export type { ClassStep } from './module-menu.ts';

/** Makes the classroom. `learner` is a learner key everywhere; another learner's run counts as one that is not there. */
export function createClassroom({ store, bank, screens, onAnswer, now, newId, random }: ClassroomParts) {
  const { text, notice, offer } = screens;

  const { end, toModule } = createRunEnd({ store, screens });
  const { menu, openModule, goOn, gone } = createModuleMenu({ store, bank, screens });

  async function ownRun(learner: string, id: string): Promise<StoredAttempt | undefined> {
    const attempt = await store.attempt(id);
    return attempt?.learnerKey === learner ? attempt : undefined;
  }

  /** The event the learner's runs of a module count for: the one they joined last that has it. */
  async function eventFor(learner: string, module: string): Promise<string | undefined> {
    for (const { event: code } of await store.membershipsOf(learner)) {
      const event = await store.event(code);
      if (event?.modules.includes(module)) return code;
    }
    return undefined;
  }

  /** A step of a run: the item, the card, or what is said at its end. */
  async function show(module: Module, played: Played, language: Language): Promise<ClassStep> {
    const { attempt, shown } = played;
    const refused = played.refused ? [notice(language, `quiz.refused.${played.refused}`)] : [];
    const blocks = [...refused, ...screens.step(module, played, language)];
    if (shown.kind !== 'end') return { blocks, run: { attemptId: attempt.id, asks: shown.kind === 'item' } };
    return { blocks: [...blocks, ...(await end(module, attempt, language))] };
  }

  /** Begins a run, or goes on with the open one of its kind. */
  async function begin(
    learner: string,
    plan: { module: string; phase: Phase; session?: number; items?: readonly string[] },
    language: Language,
  ): Promise<ClassStep> {
    const module = await bank.asked(plan.module);
    if (!module) return gone(language);
    const attempts = await store.attemptsOf(learner, plan.module);
    const open = plan.phase === 'retry' ? undefined : openRun(attempts, plan);
    if (open) return resume(learner, open.id, language);
    const { pretest } = progressIn(module, attempts);
    if (plan.phase === 'pretest' && pretest !== 'new') {
      const blocks = (await openModule(learner, plan.module, language)).blocks;
      return { blocks: [notice(language, `quiz.pretestIs.${pretest}`), ...blocks] };
    }
    const event = await eventFor(learner, plan.module);
    const attempt = beginRun(module, { ...plan, id: newId(), learnerKey: learner, event, language }, now(), random);
    await store.addAttempt(attempt);
    const step = await resume(learner, attempt.id, language);
    const first =
      TESTS.includes(plan.phase) && step.run
        ? [text(language, `quiz.begins.${plan.phase}`, { items: attempt.steps.length, mark: module.passMark })]
        : [];
    return { ...step, blocks: [...first, ...step.blocks] };
  }

  const resume = (learner: string, id: string, language: Language) => move(learner, id, { kind: 'look' }, language);

  /** Plays a move and keeps what came of it. Two moves at once are played one after the other. */
  async function move(learner: string, id: string, what: Move, language: Language): Promise<ClassStep> {
    for (;;) {
      const stored = await ownRun(learner, id);
      const module = stored && (await bank.asked(stored.module));
      if (!stored || !module) return gone(language);
      const { revision, ...attempt } = stored;
      const played = play(module, attempt, what, now());
      if (played.attempt !== attempt) {
        if (!(await store.saveAttempt({ ...played.attempt, language }, revision))) continue;
        if (played.answered) await onAnswer(played.attempt, played.answered.item.id, played.answered.answer.right);
      }
      return show(module, played, language);
    }
  }

  return {
    menu,
    openModule,
    begin,
    resume,
    move,

    /** Notes that the learner goes away; the run stays where it is. */
    async leave(learner: string, id: string, language: Language): Promise<ClassStep> {
      const attempt = await ownRun(learner, id);
      if (!attempt) return gone(language);
      return { blocks: [text(language, 'quiz.left'), { type: 'choices', choices: [goOn(attempt, language)] }] };
    },

    /** The way back into a run after something else was said; undefined when it has ended. */
    async wayBack(learner: string, id: string, language: Language): Promise<OfferedChoice | undefined> {
      const attempt = await ownRun(learner, id);
      return attempt && attempt.endedAt === undefined
        ? offer(language, 'quiz.choice.continue', { action: 'continue-run', attemptId: id })
        : undefined;
    },

    /** Asks again what was wrong in a run. */
    async retry(learner: string, id: string, language: Language): Promise<ClassStep> {
      const attempt = await ownRun(learner, id);
      if (!attempt) return gone(language);
      const items = attempt.answers.filter(({ right }) => !right).map(({ item }) => item);
      return begin(learner, { module: attempt.module, phase: 'retry', items }, language);
    },

    /** Shows what was wrong in an ended run, one by one, with why. */
    async lookBack(learner: string, id: string, at: number, language: Language): Promise<ClassStep> {
      const attempt = await ownRun(learner, id);
      const module = attempt && bank.moduleOf(attempt.module);
      if (!attempt || !module || attempt.endedAt === undefined || attempt.phase === 'pretest') return gone(language);
      const wrong = attempt.answers.filter(({ right }) => !right);
      const answer = wrong[at];
      const item = module.items.find(({ id: itemId }) => itemId === answer?.item);
      if (!answer || !item) return openModule(learner, module.key, language);
      const next = { action: 'look-back' as const, attemptId: id, at: at + 1 };
      const choices: OfferedChoice[] = [
        ...(at + 1 < wrong.length ? [offer(language, 'quiz.choice.nextWrong', next)] : []),
        ...screens.afterAnswer(module, item, false, language),
        offer(language, 'quiz.choice.retry', { action: 'retry-wrong', attemptId: id }),
        toModule(module, language),
      ];
      return {
        blocks: [
          text(language, 'quiz.place.wrong', { number: at + 1, of: wrong.length }),
          screens.feedbackBlock(item, answer, language, true),
          { type: 'choices', choices },
        ],
      };
    },

    /** What a typed text comes to while an item is the last thing shown; undefined for a text that is no answer. */
    async typed(learner: string, id: string, written: string, language: Language): Promise<ClassStep | undefined> {
      const attempt = await ownRun(learner, id);
      const module = attempt && (await bank.asked(attempt.module));
      if (!attempt || !module) return undefined;
      const { shown } = play(module, attempt, { kind: 'look' }, now());
      if (shown.kind !== 'item') return undefined;
      const given = readTypedAnswer(written, shown.item, shown.options, language);
      if (given === undefined) return undefined;
      if (given !== 'unclear') return move(learner, id, { kind: 'answer', item: shown.item.id, given }, language);
      const step = await resume(learner, id, language);
      return { ...step, blocks: [notice(language, 'quiz.refused.incomplete'), ...step.blocks] };
    },
  };
}

export type Classroom = ReturnType<typeof createClassroom>;
