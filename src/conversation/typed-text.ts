/** What a typed message comes to: a command, a source, a greeting, a question for a person, or a question. */
import type { Language } from '../contracts/language.ts';
import type { Block, Choice, OfferedChoice } from '../contracts/message.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Session } from '../contracts/store.ts';
import { MAX_MESSAGE_CHARACTERS } from '../safety/limits.ts';
import { withoutTags } from '../text/without-tags.ts';
import { createTextAnswerer } from './answer-text.ts';
import type { PersonStep } from './ask-a-person.ts';
import { chosenByText } from './offered.ts';
import { type Command, comparableText, route } from './route.ts';
import { type Asker, NEW_SESSION, type Said, spokenLanguage, type TurnParts } from './turn.ts';

/** Handles a typed message. */
export type HandleText = (written: string, asker: Asker, session: Session) => Promise<Said>;

/** Handles what a person chose. */
export type HandleChoice = (choice: Choice, asker: Asker, session: Session) => Promise<Said>;

/** Makes the function that handles what people type; a typed letter or label is handled by `choose`, as a tap is. */
export function createTypedText(parts: TurnParts, choose: HandleChoice): HandleText {
  const { replies, store } = parts;
  const { answerText, firstSteps } = createTextAnswerer(parts);

  function fixed(outcome: Outcome, language: Language, blocks: Block[], session: Session | undefined): Said {
    return { outcome, language, blocks, session };
  }

  async function forget(asker: Asker, language: Language): Promise<Said> {
    await parts.withdrawQuestions(asker.personKey);
    await store.forgetPerson(asker.personKey);
    parts.administration.forgetFiles(asker.personKey);
    return fixed('command', language, replies.forgotten(language), NEW_SESSION);
  }

  function showSources(language: Language, session: Session): Said {
    const passages = session.lastPassageIds.flatMap((id) => parts.currentIndex()?.passagesById.get(id) ?? []);
    const choices: OfferedChoice[] = passages.map((passage) => ({
      label: [passage.title, ...passage.headingPath].join(' › '),
      choice: { action: 'open-passage', passageId: passage.id },
    }));
    const blocks: Block[] = choices.length > 0 ? [{ type: 'choices', choices }] : replies.noSources(language);
    return fixed('command', language, blocks, session);
  }

  async function administer(
    command: 'admin-status' | 'admin-refresh' | 'admin-drafts',
    asker: Asker,
    language: Language,
  ): Promise<Block[]> {
    const { administration } = parts;
    if (!asker.roles.includes('admin')) return administration.notAllowed(language);
    if (asker.scope !== 'personal') return administration.onlyPersonal(language);
    if (command === 'admin-status') return administration.status(language);
    return command === 'admin-refresh' ? administration.refresh(language) : administration.drafts(language);
  }

  async function runCommand(command: Command, asker: Asker, language: Language, session: Session): Promise<Said> {
    switch (command) {
      case 'forget':
        return forget(asker, language);
      case 'person':
        return { language, ...(await parts.askAPerson.start(session, asker, language)) };
      case 'sources':
        return showSources(language, session);
      case 'help':
      case 'privacy':
        return fixed('command', language, replies[command](language), session);
      default:
        return fixed('command', language, await administer(command, asker, language), session);
    }
  }

  /** The question a person writes for the focal points; words about a person at risk get the first steps instead. */
  async function writeToPerson(text: string, asker: Asker, language: Language, session: Session): Promise<Said> {
    const step: PersonStep = await parts.askAPerson.receive(text, session, asker, language);
    const before = step.outcome === 'live-case' ? firstSteps(language, session).blocks : [];
    return { language, ...step, blocks: [...before, ...step.blocks] };
  }

  /**
   * What a text is in a training. What speaks of the field, or of a person at risk, is never taken for the name of a
   * certificate.
   */
  async function inTraining(text: string, asker: Asker, session: Session, language: Language) {
    const isNoName =
      session.certificateFor !== undefined &&
      (parts.liveCase.detect(text).live || parts.answerer.speaksOfTheField(text, language));
    const known = isNoName ? { ...session, certificateFor: undefined } : session;
    return parts.training.typed(text, comparableText(text), asker, known, language);
  }

  return async function handleText(written, asker, before) {
    const text = withoutTags(written);
    const prior = spokenLanguage(asker, before);
    if (text.length > MAX_MESSAGE_CHARACTERS) return fixed('unclear', prior, replies.tooLong(prior), before);
    const trained = before.writesToPerson === true ? undefined : await inTraining(text, asker, before, prior);
    if (trained) return { language: prior, ...trained };
    // Whoever wrote something else was not asked for a name any more.
    const session: Session = { ...before, certificateFor: undefined };
    const routed = route(text, parts.smallTalk);
    // A command while a question for a person is awaited means the command: it ends the waiting.
    const going: Session = { ...session, writesToPerson: undefined };
    if (routed.to === 'command') return runCommand(routed.command, asker, prior, going);
    if (routed.to === 'language') {
      const language = routed.language ?? prior;
      const blocks = routed.language ? replies.languageSet(language) : replies.chooseLanguage(prior);
      const chosen = routed.language ? { ...session, language, languageChosen: true } : session;
      return fixed('command', language, blocks, chosen);
    }
    if (session.writesToPerson === true) return writeToPerson(text, asker, prior, session);
    const chosen = chosenByText(text, session.lastChoices, session.lastPassageIds.length > 0);
    // A question is asked as it stands, whoever typed it.
    if (chosen !== undefined && !(chosen.action === 'ask' && chosen.question === text))
      return choose(chosen, asker, session);
    if (routed.to === 'source') {
      if (session.lastPassageIds.length === 0) return fixed('command', prior, replies.noSources(prior), session);
      const passageId = session.lastPassageIds[routed.n - 1];
      return fixed('command', prior, replies.passage(prior, passageId, parts.currentIndex()), session);
    }
    if (routed.to === 'greeting') {
      const language = session.languageChosen ? prior : routed.language;
      return fixed('greeting', language, replies.greeting(language), { ...session, language });
    }
    return answerText(text, routed, prior, session);
  };
}
