/** Trainings in the conversation: what a choice, a typed letter, a code or a name comes to. */
import type { Language } from '../contracts/language.ts';
import type { Block, Envelope, OfferedChoice, TrainingChoice } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session } from '../contracts/store.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Texts } from '../text/texts.ts';
import type { CertificateDesk } from '../training/certificate-desk.ts';
import type { Classroom, ClassStep } from '../training/classroom.ts';
import type { ItemBank } from '../training/item-bank.ts';
import type { Membership } from '../training/membership.ts';
import type { Reminders } from '../training/reminders.ts';
import { isForTrainers, type TrainerDesk } from '../training/trainer-desk.ts';
import { readTrainingCommand } from './training-commands.ts';

/** After so many messages about something else the way back is no longer offered beside each answer. */
const MAX_ASIDES = 3;

export interface TrainingParts {
  store: Pick<TrainingStore, 'learnerOf'>;
  bank: ItemBank;
  classroom: Classroom;
  membership: Membership;
  reminders: Reminders;
  trainers: TrainerDesk;
  certificates: CertificateDesk;
  texts: Texts;
  now(): number;
}

/** Who takes part. */
type Asker = Pick<Envelope, 'channel' | 'scope' | 'roles' | 'address'> & { personKey: string };

/** What a step of a training comes to. */
export interface TrainingStep {
  outcome: Outcome;
  blocks: Block[];
  session: Session;
  /** The way back into a run need not be added. */
  isTraining: true;
}

export function createTraining(parts: TrainingParts) {
  const { store, bank, classroom, membership, reminders, trainers, certificates, texts, now } = parts;
  const say = (language: Language, key: string): Block => ({ type: 'notice', text: texts.say(language, key) });

  /** A step without a run leaves the one that was open where it is, and letters mean nothing any more. */
  function withRun(step: ClassStep, session: Session, isOver = false): TrainingStep {
    const before = isOver || session.run === undefined ? undefined : { ...session.run, asks: false };
    const run = step.run ? { ...step.run, asides: 0 } : before;
    return {
      outcome: 'command',
      isTraining: true,
      blocks: step.blocks,
      session: { ...session, certificateFor: undefined, run },
    };
  }
  const plain = (blocks: Block[], session: Session): TrainingStep => withRun({ blocks }, session);

  async function challenge(
    { module, itemId, reason }: Extract<TrainingChoice, { action: 'challenge-item' }>,
    learnerKey: string,
    session: Session,
    language: Language,
  ): Promise<TrainingStep> {
    if (!bank.moduleOf(module)?.items.some(({ id }) => id === itemId))
      return plain([say(language, 'quiz.gone')], session);
    await bank.challenge({ module, itemId, learnerKey, language, reason, at: now() });
    const reasons = (['answer', 'unclear', 'translation', 'out-of-date'] as const).map(
      (each): OfferedChoice => ({
        label: texts.say(language, `quiz.challenge.${each}`),
        choice: { action: 'challenge-item', module, itemId, reason: each },
      }),
    );
    const back = session.run && (await classroom.wayBack(learnerKey, session.run.attemptId, language));
    const choices = [...(reason === undefined ? reasons : []), ...(back ? [back] : [])];
    const thanks = texts.say(language, reason === undefined ? 'quiz.challenge.thanks' : 'quiz.challenge.noted');
    const blocks: Block[] = [
      { type: 'text', text: thanks },
      ...(choices.length > 0 ? [{ type: 'choices' as const, choices }] : []),
    ];
    return plain(blocks, session);
  }

  /** What a chosen thing comes to. */
  async function choose(
    choice: TrainingChoice,
    asker: Asker,
    session: Session,
    language: Language,
  ): Promise<TrainingStep> {
    if (asker.scope !== 'personal') return plain([say(language, 'training.onlyPersonal')], session);
    if (isForTrainers(choice)) {
      const isAllowed = asker.roles.includes('trainer');
      return plain(
        isAllowed ? await trainers.handle(choice, asker.personKey, language) : [say(language, 'trainer.notAllowed')],
        session,
      );
    }
    const learner = await store.learnerOf(asker.personKey);
    switch (choice.action) {
      case 'open-training':
        return withRun(await classroom.menu(learner, language), session);
      case 'open-module':
        return withRun(await classroom.openModule(learner, choice.module, language), session);
      case 'begin-run':
        return withRun(
          choice.phase === 'review'
            ? await reminders.review(classroom, learner, choice.module, language)
            : await classroom.begin(learner, choice, language),
          session,
        );
      case 'answer-item': {
        const move = { kind: 'answer' as const, item: choice.itemId, given: choice.given };
        return ended(await classroom.move(learner, choice.attemptId, move, language), session);
      }
      case 'read-on':
        return ended(
          await classroom.move(learner, choice.attemptId, { kind: 'read-on', step: choice.step }, language),
          session,
        );
      case 'continue-run':
        return ended(await classroom.resume(learner, choice.attemptId, language), session);
      case 'leave-run':
        return withRun(await classroom.leave(learner, choice.attemptId, language), session, true);
      case 'retry-wrong':
        return withRun(await classroom.retry(learner, choice.attemptId, language), session);
      case 'look-back':
        return withRun(await classroom.lookBack(learner, choice.attemptId, choice.at, language), session);
      case 'challenge-item':
        return challenge(choice, learner, session, language);
      case 'ask-certificate': {
        const { blocks, awaitsName } = await certificates.ask(learner, choice.module, language);
        const step = plain(blocks, session);
        return awaitsName ? { ...step, session: { ...step.session, certificateFor: choice.module } } : step;
      }
      case 'delete-certificate':
        return plain(await certificates.remove(learner, choice.code, language), session);
      case 'join-event':
        return plain(await membership.join(asker, choice.event, language), session);
      case 'link-channels':
        return plain(await membership.offerLink(asker.personKey, language), session);
      case 'open-reminders':
        return plain(await reminders.open(asker, language), session);
      case 'set-reminders':
        return plain(await reminders.set(asker, choice, language), session);
      case 'pause-reminders':
        return plain(await reminders.pause(asker, language), session);
      case 'stop-reminders':
        return plain(await reminders.stop(asker, language), session);
      default:
        return plain([say(language, 'quiz.gone')], session);
    }
  }

  /** A step of a run: without a run after it, the run is over. */
  const ended = (step: ClassStep, session: Session) => withRun(step, session, step.run === undefined);

  return {
    choose,

    /** What a typed text comes to: an answer, a command, a name for a certificate; undefined for anything else. */
    async typed(
      text: string,
      comparable: string,
      asker: Asker,
      session: Session,
      language: Language,
    ): Promise<TrainingStep | undefined> {
      const command = readTrainingCommand(comparable);
      if (command === 'certificates' && asker.scope === 'personal') {
        return plain(await certificates.list(await store.learnerOf(asker.personKey), language), session);
      }
      if (typeof command === 'object' && 'link' in command && asker.scope === 'personal') {
        return plain(await membership.link(asker.personKey, command.link, language), session);
      }
      if (typeof command === 'object' && 'action' in command) {
        // In the middle of a quiz "stop" means the quiz.
        const isStop = command.action === 'stop-reminders' || command.action === 'pause-reminders';
        const { run } = session;
        if (isStop && run?.asks) {
          return choose({ action: 'leave-run', attemptId: run.attemptId }, asker, session, language);
        }
        return choose(command, asker, session, language);
      }
      const { certificateFor, run } = session;
      // Most of what is typed is a question: nothing is looked up for it here.
      if (asker.scope !== 'personal' || (certificateFor === undefined && run?.asks !== true)) return undefined;
      const learner = await store.learnerOf(asker.personKey);
      if (certificateFor !== undefined) {
        const blocks = await certificates.named(learner, certificateFor, text, language);
        if (blocks) return plain(blocks, session);
      }
      if (run?.asks !== true) return undefined;
      const step = await classroom.typed(learner, run.attemptId, text, language);
      return step && ended(step, session);
    },

    /** Adds the way back to an open run to what was said about something else. */
    async aside(
      blocks: readonly Block[],
      asker: Asker,
      session: Session,
      language: Language,
    ): Promise<{ blocks: Block[]; session: Session }> {
      const { run } = session;
      if (!run || asker.scope !== 'personal' || blocks.length === 0) return { blocks: [...blocks], session };
      const asides = run.asides + 1;
      const learner = await store.learnerOf(asker.personKey);
      const back = await classroom.wayBack(learner, run.attemptId, language);
      const next = back && asides < MAX_ASIDES ? { ...run, asks: false, asides } : undefined;
      if (!back) return { blocks: [...blocks], session: { ...session, run: next } };
      return { blocks: [...blocks, { type: 'choices', choices: [back] }], session: { ...session, run: next } };
    },

    /** Whoever wants replies only is not reminded either. */
    async stopReminders(personKey: string): Promise<void> {
      await reminders.stop({ personKey, channel: '' }, 'en');
    },
  };
}

export type Training = ReturnType<typeof createTraining>;
