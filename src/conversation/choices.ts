/** What a pressed button comes to. */
import type { Block, Choice } from '../contracts/message.ts';
import type { Session } from '../contracts/store.ts';
import { type Asker, type Said, spokenLanguage, type TurnParts } from './turn.ts';
import type { HandleChoice, HandleText } from './typed-text.ts';

/** Makes the function that handles what people choose; a chosen question is answered as a typed one. */
export function createChoices(parts: TurnParts, handleText: HandleText): HandleChoice {
  const { replies, askAPerson, administration } = parts;

  return async function handleChoice(choice: Choice, asker: Asker, session: Session): Promise<Said> {
    const language = spokenLanguage(asker, session);
    const command = (blocks: Block[], next: Session = session): Said => ({
      outcome: 'command',
      language,
      blocks,
      session: next,
    });
    const asAdmin = async (work: () => Promise<Block[]>): Promise<Said> => {
      if (!asker.roles.includes('admin')) return command(administration.notAllowed(language));
      return command(asker.scope === 'personal' ? await work() : administration.onlyPersonal(language));
    };
    switch (choice.action) {
      case 'ask':
        return handleText(choice.question, asker, { ...session, writesToPerson: undefined });
      case 'open-passage':
        return command(replies.passage(language, choice.passageId, parts.currentIndex()));
      case 'set-language': {
        const chosen = { ...session, language: choice.language, languageChosen: true };
        return { ...command(replies.languageSet(choice.language), chosen), language: choice.language };
      }
      case 'ask-a-person':
        return { language, ...(await askAPerson.start(session, asker, language)) };
      case 'pass-on-last':
        return { language, ...(await askAPerson.passOnLast(session, asker, language)) };
      case 'take-back':
        return { language, ...(await askAPerson.takeBack(choice.questionId, session, asker, language)) };
      case 'take-question':
        return { language, ...(await askAPerson.take(choice.questionId, session, asker, language)) };
      case 'answer-question':
        return { language, ...(await askAPerson.answer(choice.questionId, choice.answer, session, asker, language)) };
      case 'decide-draft':
        return asAdmin(() => administration.decideDraft(choice, language));
      case 'describe-document':
        return asAdmin(() => administration.describeFile(choice, asker.personKey, language));
      default:
        return { language, ...(await parts.training.choose(choice, asker, session, language)) };
    }
  };
}
