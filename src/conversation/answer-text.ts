/** What a typed message comes to: first steps for a person at risk before everything else, then an answer with sources. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session } from '../contracts/store.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { isRomanisedArabic } from '../text/romanised-arabic.ts';
import { answerBlocks, topicChoices } from './answer-reply.ts';
import type { Route } from './route.ts';
import { topicsBySound } from './topics-by-sound.ts';
import type { Said, TurnParts } from './turn.ts';

/** Sections offered beside the first steps for a person at risk; those an index does not hold are left out. */
const LIVE_CASE_READING = [
  'safe-referral-steps#order',
  'first-responder-role#what-to-do',
  'interviewing-presumed-victims#setting',
];

/** Makes the functions that answer what is no command. */
export function createTextAnswerer(parts: TurnParts) {
  const { answerer, replies, texts } = parts;

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
    const blocks = replies.liveCase(language, reading);
    return { outcome: 'live-case', language, blocks, session: { ...session, forPerson: 'urgent' } };
  }

  async function answerQuestion(text: string, language: Language, session: Session): Promise<Said> {
    const index = parts.currentIndex();
    if (!index) return { outcome: 'failed', language, blocks: replies.starting(language), session };
    const masked = parts.masker.mask(text);
    const result = await answerer.answer({ text: masked.text, language, previous: session.lastQuestion }, index);
    const refused = result.outcome === 'no-evidence';
    const remembered: Session = {
      ...session,
      lastQuestion: result.fullText ?? session.lastQuestion,
      lastPassageIds: result.quoted.map(({ citation }) => citation.passage.id),
      forPerson: refused && result.fullText !== undefined ? 'last-question' : undefined,
    };
    const notice = masked.found.length > 0 ? [replies.personalData(language)] : [];
    const blocks = result.outcome === 'unclear' ? replies.unclear(language) : answerBlocks(result, language, texts);
    return {
      outcome: notice.length > 0 ? 'personal-data' : result.outcome,
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
    const notice: Block[] = masked.found.length > 0 ? [replies.personalData(language)] : [];
    const outcome: Outcome = notice.length > 0 ? 'personal-data' : 'unclear';
    const blocks = [...notice, ...replies.romanised(language, topicChoices(topics), session.languageChosen)];
    return { outcome, language, blocks, session: { ...session, language } };
  }

  /** Answers a typed text that is no command. `prior` is the language spoken so far. */
  async function answerText(text: string, routed: Route, prior: Language, session: Session): Promise<Said> {
    const romanised = isRomanisedArabic(text);
    const detected = romanised ? { language: session.languageChosen ? prior : 'ar' } : detectLanguage(text, prior);
    const supported = 'language' in detected ? detected.language : undefined;
    const language = session.languageChosen || supported === undefined ? prior : supported;
    // Before everything else: words that describe a person at risk now, in whatever language they were caught.
    if (parts.liveCase.detect(text).live) return firstSteps(supported ?? prior, session);
    if (romanised) return offerArabicLetters(text, language, session);
    if (supported === undefined) {
      return { outcome: 'unsupported-language', language: prior, blocks: replies.unsupportedLanguage(prior), session };
    }
    if (routed.to === 'unclear') return { outcome: 'unclear', language, blocks: replies.unclear(language), session };
    if (parts.smallTalk.isOffTopic(text) && !answerer.speaksOfTheField(text, language)) {
      const blocks = replies.outOfScope(language);
      return { outcome: 'out-of-scope', language, blocks, session: { ...session, language } };
    }
    return answerQuestion(text, language, { ...session, language });
  }

  return { answerText, firstSteps };
}
