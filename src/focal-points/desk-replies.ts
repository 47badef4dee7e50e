/**
 * What the desk says outside a turn. A reply's id follows from what it says, so that a channel that gets it twice can
 * tell. Words of people stand in parts of their own and are never put into a sentence.
 */
import type { Language } from '../contracts/language.ts';
import type { Block, Reply, ShownQuestion } from '../contracts/message.ts';
import type { PersonQuestion } from '../contracts/person-question.ts';
import type { Texts } from '../text/texts.ts';

export function createDeskReplies(texts: Pick<Texts, 'say'>) {
  const reply = (id: string, language: Language, blocks: Block[]): Reply => ({
    id,
    language,
    outcome: 'command',
    blocks,
  });
  return {
    /** The question in its place; `language` is the one its people read. */
    card: (question: ShownQuestion, language: Language): Reply =>
      reply(`${question.id}-card`, language, [{ type: 'person-question', question }]),

    reminder: ({ id }: PersonQuestion, status: 'open' | 'taken', language: Language): Reply =>
      reply(`${id}-reminder-${status}`, language, [
        { type: 'text', text: texts.say(language, `person.reminder.${status}`, { id }) },
      ]),

    /** Tells a place that its answer did not arrive. */
    undelivered: ({ id }: PersonQuestion, language: Language): Reply =>
      reply(`${id}-undelivered`, language, [{ type: 'text', text: texts.say(language, 'person.undelivered', { id }) }]),

    /** The answer as the asker gets it, with the question it answers. */
    answer({ id, language, text, urgent }: PersonQuestion, answer: string): Reply {
      const say = (key: string) => texts.say(language, `person.answer.${key}`, { id });
      const asked: Block[] = text === undefined ? [] : [{ type: 'text', text: `${say('youAsked')}\n${text}` }];
      return reply(`${id}-answer`, language, [
        { type: 'notice', text: say(urgent ? 'ofRequest' : 'ofQuestion') },
        ...asked,
        { type: 'text', text: `${say('itSays')}\n${answer}` },
        { type: 'notice', text: say('note') },
      ]);
    },
  };
}
