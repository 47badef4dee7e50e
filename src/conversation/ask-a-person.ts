/** The conversation around a question for a person: what the asker is told, and what the focal points are. */
import type { Language } from '../contracts/language.ts';
import type { Block, Role, ShownQuestion } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Country } from '../contracts/passage.ts';
import type { Session } from '../contracts/store.ts';
import type { Desk } from '../focal-points/desk.ts';
import type { LiveCaseDetector } from '../safety/live-case.ts';
import type { PersonalDataMasker } from '../safety/personal-data.ts';
import { normalize } from '../text/normalize.ts';
import { createSayBlocks } from '../text/say-blocks.ts';
import type { Texts } from '../text/texts.ts';
import type { FixedReplies } from './fixed-replies.ts';

/** Most characters of a question that is passed on, and of an answer to it. */
export const MAX_QUESTION_CHARACTERS = 1_000;
export const MAX_ANSWER_CHARACTERS = 4_000;

/** What people type to stop, in normalised text. */
const STOP = /^\/?(?:cancel|stop|annuler|annule|arreter|الغاء|الغ|توقف)$/;

export interface AskAPersonParts {
  desk: Pick<Desk, 'reachable' | 'passOn' | 'takeBack' | 'take' | 'answer' | 'look'>;
  masker: PersonalDataMasker;
  liveCase: LiveCaseDetector;
  replies: Pick<FixedReplies, 'person' | 'personalData'>;
  texts: Pick<Texts, 'say'>;
  /** The countries of the programme a masked text is about. */
  countriesOf(text: string, language: Language): Country[];
}

/** Who asks. Without an address nobody can be answered later, and nothing is passed on. */
export interface Asker {
  channel: string;
  personKey: string;
  address?: string;
}

/** Who acts on a question; the name is shown on it and never stored. */
export interface Responder {
  roles: readonly Role[];
  personName?: string;
}

/** What a step comes to. With the outcome `live-case` the caller says the first steps before the blocks. */
export interface PersonStep {
  outcome: Outcome;
  blocks: Block[];
  session: Session;
}

export function createAskAPerson(parts: AskAPersonParts) {
  const { desk, masker, replies, texts } = parts;

  const { text, notice } = createSayBlocks(texts);
  /** Words of a person stand under a sentence, never in it. */
  const quoted = (language: Language, key: string, words: string): Block => ({
    type: 'text',
    text: `${texts.say(language, key)}\n${words}`,
  });
  const step = (blocks: Block[], session: Session, outcome: Outcome = 'command'): PersonStep => ({
    outcome,
    blocks,
    session,
  });
  const settled = (session: Session): Session => ({ ...session, forPerson: undefined, writesToPerson: undefined });

  function contact(session: Session, language: Language): PersonStep {
    return step(replies.person(language), settled(session));
  }

  function askToWrite(session: Session, language: Language): PersonStep {
    const { lastQuestion } = session;
    const blocks = [text(language, 'person.write')];
    if (lastQuestion !== undefined) {
      blocks.push({
        type: 'choices',
        prompt: `${texts.say(language, 'person.orLast')}\n${lastQuestion}`,
        choices: [{ label: texts.say(language, 'person.passOnLast'), choice: { action: 'pass-on-last' } }],
      });
    }
    return step(blocks, { ...settled(session), writesToPerson: true });
  }

  /** Exactly what was passed on, that the name was not, where the answer comes, and how to take it back. */
  function passedOn(id: string, words: string, language: Language): Block[] {
    return [
      text(language, 'person.passedOn', { id }),
      quoted(language, 'person.words', words),
      notice(language, 'person.emergency'),
      takeBackChoice(id, language),
    ];
  }

  function takeBackChoice(id: string, language: Language): Block {
    const label = texts.say(language, 'person.takeBack');
    return { type: 'choices', choices: [{ label, choice: { action: 'take-back', questionId: id } }] };
  }

  async function passOn(question: string, session: Session, asker: Asker, language: Language): Promise<PersonStep> {
    const { channel, personKey, address } = asker;
    if (address === undefined) return contact(session, language);
    const masked = masker.mask(question);
    const passed = await desk.passOn({
      channel,
      personKey,
      address,
      language,
      countries: parts.countriesOf(masked.text, language),
      text: masked.text,
      urgent: false,
    });
    if (!passed) return contact(session, language);
    const blocks = passedOn(passed.id, masked.text, language);
    return masked.found.length > 0
      ? step([replies.personalData(language), ...blocks], settled(session), 'personal-data')
      : step(blocks, settled(session));
  }

  /** A request without any words of the asker, about a person who may be at risk. */
  async function passOnRequest(session: Session, asker: Asker, language: Language): Promise<PersonStep> {
    const { channel, personKey, address } = asker;
    if (address === undefined) return contact(session, language);
    const passed = await desk.passOn({ channel, personKey, address, language, countries: [], urgent: true });
    if (!passed) return contact(session, language);
    const { id } = passed;
    const said = text(language, 'person.requestPassedOn', { id });
    return step([said, ...replies.person(language), takeBackChoice(id, language)], settled(session));
  }

  const card = (question: ShownQuestion): Block => ({ type: 'person-question', question });
  const isFocalPoint = ({ roles }: Responder) => roles.includes('focal-point');
  /** Gives words back that were not sent, so that nobody has to write them again. */
  const notSent = (words: string, language: Language): Block[] =>
    words === '' ? [] : [quoted(language, 'person.notSent', words)];

  return {
    /** "Ask a person" was chosen. */
    async start(session: Session, asker: Asker, language: Language): Promise<PersonStep> {
      if (asker.address === undefined || !(await desk.reachable())) return contact(session, language);
      if (session.forPerson === 'urgent') return passOnRequest(session, asker, language);
      if (session.forPerson === 'last-question' && session.lastQuestion !== undefined) {
        return passOn(session.lastQuestion, session, asker, language);
      }
      return askToWrite(session, language);
    },

    /** The message after "write your question now". A message about a person at risk is not passed on. */
    async receive(written: string, session: Session, asker: Asker, language: Language): Promise<PersonStep> {
      const comparable = normalize(written)
        .trim()
        .replace(/[.!?؟\s]+$/, '');
      if (STOP.test(comparable)) return step([text(language, 'person.stopped')], settled(session));
      if (parts.liveCase.detect(written).live) {
        const choice = texts.say(language, 'choices.person');
        const blocks = [text(language, 'person.atRisk', { choice })];
        return step(blocks, { ...settled(session), forPerson: 'urgent' }, 'live-case');
      }
      if ((comparable.match(/\p{L}/gu)?.length ?? 0) < 2)
        return { ...askToWrite(session, language), outcome: 'unclear' };
      if (written.length > MAX_QUESTION_CHARACTERS) {
        return step([text(language, 'person.tooLong', { limit: MAX_QUESTION_CHARACTERS })], session, 'unclear');
      }
      return passOn(written.trim(), session, asker, language);
    },

    /** Passes the last question on, when it was offered. */
    async passOnLast(session: Session, asker: Asker, language: Language): Promise<PersonStep> {
      return session.lastQuestion === undefined
        ? askToWrite(session, language)
        : passOn(session.lastQuestion, session, asker, language);
    },

    /** The asker takes a question back. */
    async takeBack(id: string, session: Session, asker: Asker, language: Language): Promise<PersonStep> {
      const result = await desk.takeBack(id, asker.personKey);
      const key = result?.done ? 'person.takenBack' : `person.already.${result?.question.status ?? 'gone'}`;
      return step([text(language, key, { id })], session);
    },

    /** A focal point takes a question on. */
    async take(id: string, session: Session, responder: Responder, language: Language): Promise<PersonStep> {
      if (!isFocalPoint(responder)) return step([text(language, 'person.notFocalPoint')], session);
      const result = await desk.take(id, responder.personName);
      if (!result) return step([text(language, 'person.already.gone', { id })], session);
      const key = result.done ? 'person.taken' : `person.already.${result.question.status}`;
      return step([card(result.question), notice(language, key, { id })], session);
    },

    /** A focal point answers a question. Words that are not sent are given back. */
    async answer(
      id: string,
      written: string,
      session: Session,
      responder: Responder,
      language: Language,
    ): Promise<PersonStep> {
      const words = written.trim();
      if (!isFocalPoint(responder)) {
        return step([text(language, 'person.notFocalPoint'), ...notSent(words, language)], session);
      }
      if (words === '' || words.length > MAX_ANSWER_CHARACTERS) {
        const question = await desk.look(id);
        const waits = question?.status === 'open' || question?.status === 'taken';
        const blocks = waits ? [card({ ...question, answer: words })] : notSent(words, language);
        const key = words === '' ? 'person.emptyAnswer' : 'person.answerTooLong';
        return step([...blocks, notice(language, key, { limit: MAX_ANSWER_CHARACTERS })], session);
      }
      const result = await desk.answer(id, words, responder.personName);
      if (!result) {
        return step([text(language, 'person.already.gone', { id }), ...notSent(words, language)], session);
      }
      const shown = card(result.question);
      if (!result.done) {
        const already = notice(language, `person.already.${result.question.status}`, { id });
        return step([shown, already, ...notSent(words, language)], session);
      }
      // That an answer will never arrive is said in the place itself.
      if (result.delivery === 'undeliverable') return step([shown], session);
      const key = result.delivery === 'delivered' ? 'person.delivered' : 'person.deliveredLater';
      return step([shown, notice(language, key, { id })], session);
    },
  };
}

export type AskAPerson = ReturnType<typeof createAskAPerson>;
