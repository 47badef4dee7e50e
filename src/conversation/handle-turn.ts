/** The story of a turn: one message in, one reply out, one outcome recorded. No words of the person are kept. */
import type { Language } from '../contracts/language.ts';
import type { Block, Choice, Incoming, OfferedChoice } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session } from '../contracts/store.ts';
import { DalilError, errorCode } from '../errors.ts';
import { MAX_MESSAGE_CHARACTERS } from '../safety/limits.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { isRomanisedArabic } from '../text/romanised-arabic.ts';
import { withoutTags } from '../text/without-tags.ts';
import { answerBlocks, topicChoices } from './answer-reply.ts';
import { type Command, route } from './route.ts';
import { topicsBySound } from './topics-by-sound.ts';
import type { Said, TurnParts, TurnResult } from './turn.ts';

const NEW_SESSION: Session = { languageChosen: false, lastPassageIds: [], lastChoices: [] };
/** Sections offered beside the first steps for a person at risk; those an index does not hold are left out. */
const LIVE_CASE_READING = [
  'safe-referral-steps#order',
  'first-responder-role#what-to-do',
  'interviewing-presumed-victims#setting',
];

/** Makes the function that handles every message of every channel. */
export function createTurnHandler(parts: TurnParts) {
  const { answerer, store, identity, replies, texts } = parts;

  function fixed(outcome: Outcome, language: Language, blocks: Block[], session: Session | undefined): Said {
    return { outcome, language, blocks, session };
  }

  function openPassage(passageId: string | undefined, language: Language, session: Session): Said {
    const passage = passageId === undefined ? undefined : parts.currentIndex()?.passagesById.get(passageId);
    const blocks: Block[] = passage ? [{ type: 'passage', passage }] : replies.passageGone(language);
    return fixed('command', language, blocks, session);
  }

  function runCommand(command: Command, language: Language, session: Session): Said {
    if (command === 'forget') return fixed('command', language, replies.forgotten(language), NEW_SESSION);
    if (command !== 'sources') return fixed('command', language, replies[command](language), session);
    const passages = session.lastPassageIds.flatMap((id) => parts.currentIndex()?.passagesById.get(id) ?? []);
    const choices: OfferedChoice[] = passages.map((passage) => ({
      label: [passage.title, ...passage.headingPath].join(' › '),
      choice: { action: 'open-passage', passageId: passage.id },
    }));
    const blocks: Block[] = choices.length > 0 ? [{ type: 'choices', choices }] : replies.noSources(language);
    return fixed('command', language, blocks, session);
  }

  /** First steps for a person at risk, with the sections behind them; nothing of the message is remembered. */
  function firstSteps(language: Language, session: Session): Said {
    const index = parts.currentIndex();
    const spoken = index?.parts.has(language) ? language : 'en';
    const reading = LIVE_CASE_READING.flatMap((key): OfferedChoice[] => {
      const passage = index?.passagesById.get(`${spoken}/${key}`);
      const label = passage?.headingPath.at(-1);
      return passage && label !== undefined
        ? [{ label, choice: { action: 'open-passage', passageId: passage.id } }]
        : [];
    });
    return fixed('live-case', language, replies.liveCase(language, reading), session);
  }

  async function answerQuestion(text: string, language: Language, session: Session): Promise<Said> {
    const index = parts.currentIndex();
    if (!index) return fixed('failed', language, replies.starting(language), session);
    const masked = parts.masker.mask(text);
    const result = await answerer.answer({ text: masked.text, language, previous: session.lastQuestion }, index);
    const remembered: Session = {
      ...session,
      lastQuestion: result.fullText ?? session.lastQuestion,
      lastPassageIds: result.quoted.map(({ citation }) => citation.passage.id),
    };
    const notice = masked.found.length > 0 ? [replies.personalData(language)] : [];
    if (result.outcome === 'answered') {
      const blocks = [...notice, ...answerBlocks(result, language, texts)];
      return {
        outcome: notice.length > 0 ? 'personal-data' : 'answered',
        language,
        blocks,
        session: remembered,
        result,
        indexVersion: index.version,
      };
    }
    const unclear = result.outcome === 'unclear';
    const blocks = unclear ? replies.unclear(language) : answerBlocks(result, language, texts);
    const outcome = notice.length > 0 ? 'personal-data' : result.outcome;
    return {
      outcome,
      language,
      blocks: [...notice, ...blocks],
      session: remembered,
      result,
      indexVersion: index.version,
    };
  }

  /** Arabic in Latin letters is not answered, for fear of a wrong answer: what its words sound like is offered. */
  function offerArabicLetters(text: string, language: Language, session: Session): Said {
    const index = parts.currentIndex();
    const masked = parts.masker.mask(text);
    const topics = index ? topicsBySound(masked.text, language, index) : [];
    const notice = masked.found.length > 0 ? [replies.personalData(language)] : [];
    const outcome = notice.length > 0 ? 'personal-data' : 'unclear';
    const blocks = [...notice, ...replies.romanised(language, topicChoices(topics), session.languageChosen)];
    return fixed(outcome, language, blocks, { ...session, language });
  }

  async function handleText(written: string, session: Session, client: Language | undefined): Promise<Said> {
    const text = withoutTags(written);
    const prior = session.language ?? client ?? 'en';
    if (text.length > MAX_MESSAGE_CHARACTERS) return fixed('unclear', prior, replies.tooLong(prior), session);
    const routed = route(text, parts.smallTalk);
    if (routed.to === 'command') return runCommand(routed.command, prior, session);
    if (routed.to === 'language') return setLanguage(routed.language, prior, session);
    if (routed.to === 'source') {
      if (session.lastPassageIds.length === 0) return fixed('command', prior, replies.noSources(prior), session);
      return openPassage(session.lastPassageIds[routed.n - 1], prior, session);
    }
    if (routed.to === 'greeting') {
      const language = session.languageChosen ? prior : routed.language;
      return fixed('greeting', language, replies.greeting(language), { ...session, language });
    }
    const romanised = isRomanisedArabic(text);
    const detected = romanised ? { language: session.languageChosen ? prior : 'ar' } : detectLanguage(text, prior);
    const supported = 'language' in detected ? detected.language : undefined;
    const language = session.languageChosen || supported === undefined ? prior : supported;
    // Before everything else: words that describe a person at risk now, in whatever language they were caught.
    if (parts.liveCase.detect(text).live) return firstSteps(supported ?? prior, session);
    if (romanised) return offerArabicLetters(text, language, session);
    if (supported === undefined) return fixed('unsupported-language', prior, replies.unsupportedLanguage(), session);
    if (routed.to === 'unclear') return fixed('unclear', language, replies.unclear(language), session);
    if (parts.smallTalk.isOffTopic(text) && !answerer.speaksOfTheField(text, language)) {
      return fixed('out-of-scope', language, replies.outOfScope(language), { ...session, language });
    }
    return answerQuestion(text, language, { ...session, language });
  }

  function setLanguage(language: Language | undefined, prior: Language, session: Session): Said {
    if (!language) return fixed('command', prior, replies.chooseLanguage(prior), session);
    return fixed('command', language, replies.languageSet(language), { ...session, language, languageChosen: true });
  }

  async function handleChoice(choice: Choice, session: Session, client: Language | undefined): Promise<Said> {
    const language = session.language ?? client ?? 'en';
    if (choice.action === 'set-language') return setLanguage(choice.language, language, session);
    if (choice.action === 'open-passage') return openPassage(choice.passageId, language, session);
    if (choice.action === 'ask-a-person') return fixed('command', language, replies.person(language), session);
    return handleText(choice.question, session, client);
  }

  async function handle(incoming: Incoming, session: Session): Promise<Said> {
    const language = session.language ?? incoming.clientLanguage ?? 'en';
    switch (incoming.kind) {
      case 'text':
        return handleText(incoming.text, session, incoming.clientLanguage);
      case 'choice':
        return handleChoice(incoming.choice, session, incoming.clientLanguage);
      case 'joined':
        return fixed('greeting', language, replies.welcome(language), session);
      case 'feedback': {
        const { replyToId, helpful, reason, receivedAt } = incoming;
        await store.recordFeedback({ id: parts.newId(), replyId: replyToId, helpful, reason, at: receivedAt });
        return fixed('command', language, replies.feedbackThanks(language), session);
      }
      case 'file':
        return fixed('unclear', language, replies.notReadable(language, 'attachment'), session);
      case 'unsupported':
        return fixed('unclear', language, replies.notReadable(language, incoming.reason), session);
    }
  }

  /** Records how a turn ended; a database that is down must not cost the person the answer they already have. */
  async function record(incoming: Incoming, replyId: string, said: Said, startedAt: number): Promise<void> {
    const { channel } = incoming;
    const at = parts.now();
    try {
      await store.recordOutcome({
        id: replyId,
        channel,
        language: said.language,
        outcome: said.outcome,
        passageIds: said.result?.quoted.map(({ citation }) => citation.passage.id) ?? [],
        indexVersion: said.indexVersion ?? parts.currentIndex()?.version ?? '',
        milliseconds: at - startedAt,
        at,
      });
      const key = identity.conversation(channel, incoming.conversationId);
      if (said.session === NEW_SESSION) await store.forgetSession(key);
      else if (said.session) await store.saveSession(key, said.session, at);
    } catch (error) {
      parts.log.error({ code: errorCode(error), error }, 'A turn was answered but could not be recorded');
    }
  }

  /** Handles one message. A message handled before gives a reply without blocks: nothing is said twice. */
  return async function handleTurn(incoming: Incoming): Promise<TurnResult> {
    const startedAt = parts.now();
    const replyId = parts.newId();
    const { channel } = incoming;
    const messageKey = identity.message(channel, incoming.conversationId, incoming.messageId);
    if (!(await store.claimMessage(messageKey, startedAt))) {
      return { reply: { id: replyId, language: incoming.clientLanguage ?? 'en', outcome: 'command', blocks: [] } };
    }
    try {
      const session = (await store.loadSession(identity.conversation(channel, incoming.conversationId))) ?? NEW_SESSION;
      const wait = parts.rateLimiter.take(identity.person(channel, incoming.personId), startedAt);
      const language = session.language ?? incoming.clientLanguage ?? 'en';
      const said =
        wait > 0
          ? fixed('rate-limited', language, replies.rateLimited(language, wait), session)
          : await handle(incoming, session);
      await record(incoming, replyId, said, startedAt);
      const { outcome, blocks } = said;
      return { reply: { id: replyId, language: said.language, outcome, blocks }, result: said.result };
    } catch (cause) {
      await record(incoming, replyId, fixed('failed', incoming.clientLanguage ?? 'en', [], undefined), startedAt);
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
