/** The story of a turn: one message in, one reply out, one outcome recorded. No words of the person are kept. */
import type { Block, Incoming } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session } from '../contracts/store.ts';
import { DalilError, errorCode } from '../errors.ts';
import { createChoices } from './choices.ts';
import { rememberOffered } from './offered.ts';
import { takeFeedback } from './take-feedback.ts';
import { type Asker, NEW_SESSION, type Said, spokenLanguage, type TurnParts, type TurnResult } from './turn.ts';
import { createTypedText, type HandleChoice, type HandleText } from './typed-text.ts';

/** Outcomes whose reply shows that a message spoke of a person: in a shared conversation it is for the asker alone. */
const PRIVATE_OUTCOMES: ReadonlySet<Outcome> = new Set(['personal-data', 'live-case']);

/** A quiz is tapped through faster than questions are asked, a tap costs little, and a run has an end. */
function isQuizTap(incoming: Incoming): boolean {
  return (
    incoming.kind === 'choice' && (incoming.choice.action === 'answer-item' || incoming.choice.action === 'read-on')
  );
}

/** Makes the function that handles every message of every channel. */
export function createTurnHandler(parts: TurnParts) {
  const { store, identity, replies } = parts;
  // A typed letter is a choice, and a chosen question is handled as a typed one: each needs the other.
  const handleText: HandleText = createTypedText(parts, (choice, asker, session) =>
    handleChoice(choice, asker, session),
  );
  const handleChoice: HandleChoice = createChoices(parts, handleText);

  async function handle(incoming: Incoming, asker: Asker, session: Session): Promise<Said> {
    const language = spokenLanguage(asker, session);
    const said = (outcome: Outcome, blocks: Block[], next: Session | undefined = session): Said => ({
      outcome,
      language,
      blocks,
      session: next,
    });
    switch (incoming.kind) {
      case 'text':
        return handleText(incoming.text, asker, session);
      case 'choice':
        return handleChoice(incoming.choice, asker, session);
      case 'joined':
        return said(
          'greeting',
          asker.scope === 'personal' ? replies.welcome(language) : replies.groupWelcome(language),
        );
      case 'stale':
        return said('command', replies.stale(language));
      case 'subscription':
        if (!incoming.wanted) await parts.training.stopReminders(asker.personKey);
        return said('command', replies.subscription(language, incoming.wanted), {
          ...session,
          writesToPerson: undefined,
        });
      case 'retracted':
        // What was deleted is not to be remembered either.
        return said('command', [], { ...session, lastQuestion: undefined, forPerson: undefined });
      case 'feedback':
        await takeFeedback(parts, incoming, session);
        return said('command', replies.feedbackThanks(language));
      case 'file':
        if (!asker.roles.includes('admin')) return said('unclear', replies.notReadable(language, 'attachment'));
        if (asker.scope !== 'personal') return said('command', parts.administration.onlyPersonal(language));
        return said(
          'command',
          await parts.administration.receiveFile({ ...incoming, personKey: asker.personKey }, language),
        );
      case 'unsupported':
        return said('unclear', replies.notReadable(language, incoming.reason));
    }
  }

  /** Beside whatever else was said stands the way back into a quiz that is open; beside the first steps for a person at risk nothing does. */
  async function withWayBack(said: Said, asker: Asker): Promise<Said> {
    const { session, isTraining, outcome, blocks, language } = said;
    if (isTraining || !session?.run || outcome === 'live-case' || outcome === 'personal-data') return said;
    return { ...said, ...(await parts.training.aside(blocks, asker, session, language)) };
  }

  /** Records how a turn ended; a database that is down must not cost the person the answer they already have. */
  async function record(
    turn: { incoming: Incoming; replyId: string; key: string; asker: Asker },
    said: Said,
    startedAt: number,
  ) {
    const { incoming, replyId, key, asker } = turn;
    const at = parts.now();
    try {
      await store.recordOutcome({
        id: replyId,
        channel: incoming.channel,
        language: said.language,
        outcome: said.outcome,
        passageIds: said.result?.quoted.map(({ citation }) => citation.passage.id) ?? [],
        indexVersion: said.indexVersion ?? parts.currentIndex()?.version ?? '',
        milliseconds: at - startedAt,
        at,
      });
      if (said.session === NEW_SESSION) await store.forgetSession(key);
      else if (said.session) {
        const lastReplyId = said.result === undefined ? said.session.lastReplyId : replyId;
        const lastChoices = rememberOffered(said.blocks);
        await store.saveSession(key, { ...said.session, lastReplyId, lastChoices }, at, asker.personKey);
      }
    } catch (error) {
      parts.log.error({ code: errorCode(error), error }, 'A turn was answered but could not be recorded');
    }
  }

  /** Key of what is remembered: in a shared conversation each person has their own thread of questions. */
  function sessionKey({ channel, conversationId, personId, scope }: Incoming): string {
    return identity.conversation(channel, scope === 'personal' ? conversationId : `${conversationId}\u0000${personId}`);
  }

  /** What is said beside the reply: to whoever writes for the first time, and where others read the message. */
  function presented(incoming: Incoming, { blocks, language, outcome }: Said, isPrivate: boolean): Block[] {
    const [first, ...rest] = blocks;
    if (isPrivate && first) return [first, replies.sharedMessage(language), ...rest];
    const isFirst = incoming.isFirstContact === true && incoming.kind !== 'joined' && blocks.length > 0;
    if (!isFirst) return blocks;
    // For a person at risk the first steps come first.
    return outcome === 'live-case'
      ? [...blocks, replies.firstContact(language)]
      : [replies.firstContact(language), ...blocks];
  }

  /** Handles one message. A message handled before gives a reply without blocks: nothing is said twice. */
  return async function handleTurn(incoming: Incoming): Promise<TurnResult> {
    const startedAt = parts.now();
    const replyId = parts.newId();
    const { channel, scope, clientLanguage = 'en' } = incoming;
    const messageKey = identity.message(channel, incoming.conversationId, incoming.messageId);
    if (!(await store.claimMessage(messageKey, startedAt))) {
      return { reply: { id: replyId, language: clientLanguage, outcome: 'command', blocks: [] } };
    }
    const asker: Asker = { ...incoming, personKey: incoming.personKey ?? identity.person(channel, incoming.personId) };
    const turn = { incoming, replyId, key: sessionKey(incoming), asker };
    try {
      const session = (await store.loadSession(turn.key)) ?? NEW_SESSION;
      const wait = isQuizTap(incoming) ? 0 : parts.rateLimiter.take(asker.personKey, startedAt);
      const language = spokenLanguage(asker, session);
      const said: Said =
        wait > 0
          ? { outcome: 'rate-limited', language, blocks: replies.rateLimited(language, wait), session }
          : await withWayBack(await handle(incoming, asker, session), asker);
      await record(turn, said, startedAt);
      const isPrivate = scope !== 'personal' && PRIVATE_OUTCOMES.has(said.outcome);
      const blocks = presented(incoming, said, isPrivate);
      const reply = { id: replyId, language: said.language, outcome: said.outcome, blocks };
      return { reply: isPrivate ? { ...reply, private: true } : reply, result: said.result };
    } catch (cause) {
      const failed: Said = { outcome: 'failed', language: clientLanguage, blocks: [], session: undefined };
      await record(turn, failed, startedAt);
      // Nothing was said yet: the same message may be sent again.
      await store.releaseMessage(messageKey).catch((error: unknown) => {
        parts.log.error({ code: errorCode(error), error }, 'A claim could not be given back');
      });
      throw cause instanceof DalilError
        ? cause
        : new DalilError({
            code: 'turn-failed',
            message: 'The message could not be handled.',
            hint: 'Send it again in a moment; if it fails again, see the log.',
            cause,
          });
    }
  };
}
