/** What is said about a question passed on to the focal points: who has it, since when, in which language. */
import type { Language } from '../contracts/language.ts';
import type { ShownQuestion } from '../contracts/message.ts';
import { countryNames, LOCALES } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';

/** The words of a question; every part is plain text. */
export interface QuestionWords {
  title: string;
  /** Set for a request about a person at risk. */
  urgent?: string;
  /** Its id, who has it and since when. */
  status: string;
  /** Language and countries of whoever asked. */
  about: string;
  /** The question; undefined when nothing of it is left. */
  text?: string;
  /** Said where a request never had words. */
  noWords?: string;
  answer?: string;
  /** What an answer must not hold; undefined once nobody can answer any more. */
  reminder?: string;
}

/** Puts a question into words in the language of the focal points. */
export function questionWords(question: ShownQuestion, language: Language, texts: Texts): QuestionWords {
  const { id, status, text, answer, countries } = question;
  const by = isolate(question.by ?? texts.say(language, 'card.question.somebody'));
  const values = { id, by, when: momentInWords(question.askedAt, language, texts) };
  const languageName = new Intl.DisplayNames([LOCALES[language]], { type: 'language' }).of(question.language);
  const isGone = status === 'withdrawn';
  return {
    title: texts.say(language, 'card.question.title'),
    urgent: question.urgent && !isGone ? texts.say(language, 'card.question.urgent') : undefined,
    status: texts.say(language, `card.question.${status}`, values),
    about: texts.say(language, 'card.question.about', {
      language: languageName ?? question.language,
      countries:
        countries.length === 0
          ? texts.say(language, 'card.question.noCountry')
          : countryNames(texts, language, countries),
    }),
    text: isGone ? undefined : text,
    noWords: text === undefined && !isGone ? texts.say(language, 'card.question.noWords') : undefined,
    answer: status === 'answered' ? answer : undefined,
    reminder: status === 'open' || status === 'taken' ? texts.say(language, 'card.question.reminder') : undefined,
  };
}

/** A time as date and time in UTC with the zone named: the focal points of a place may sit in several zones. */
function momentInWords(milliseconds: number, language: Language, texts: Texts): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    hour12: false,
    timeZone: 'UTC',
  });
  return texts.say(language, 'card.question.when', { date: format.format(milliseconds) });
}

/** Keeps a name in another script from turning the line around. */
function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
