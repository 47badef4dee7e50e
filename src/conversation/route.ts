/** Decides what a typed message is: a command, the number of a source, a greeting, nothing readable, or a question. */
import { isLanguage, type Language } from '../contracts/language.ts';
import { normalize } from '../text/normalize.ts';
import type { SmallTalk } from './small-talk.ts';

export type Command =
  | 'help'
  | 'privacy'
  | 'forget'
  | 'person'
  | 'sources'
  | 'admin-status'
  | 'admin-refresh'
  | 'admin-drafts';

/** What to do with a typed message. */
export type Route =
  | { to: 'command'; command: Command }
  | { to: 'language'; language: Language | undefined }
  | { to: 'source'; n: number }
  | { to: 'greeting'; language: Language }
  | { to: 'unclear' }
  | { to: 'question' };

/** What people type for a command, with or without the slash, in normalised text. */
const COMMANDS: Record<Command, RegExp> = {
  help: /^\/?(?:help|aide|menu|مساعده|المساعده)$/,
  privacy: /^\/?(?:privacy|confidentialite|vie privee|الخصوصيه|خصوصيه)$/,
  forget: /^\/?(?:forget me|forget|oublie[rz]?[ -]moi|oublier|انسني|احذف بياناتي)$/,
  person:
    /^\/?(?:human|person|ask a person|talk to a person|contact|agent|une personne|parler a une personne|demander a une personne|humain|شخص|التحدث الى شخص|اسال شخصا|انسان)$/,
  sources: /^\/?(?:sources|المصادر|مصادر)$/,
  'admin-status': /^(?:\/status|\/?(?:knowledge status|etat des connaissances|حاله المعرفه))$/,
  'admin-refresh':
    /^(?:\/refresh|\/?(?:refresh (?:the )?documents|actualise[rz]? les documents|(?:تحديث|حدث) الوثايق))$/,
  'admin-drafts': /^\/?(?:drafts|brouillons|المسودات|مسودات)$/,
};
const LANGUAGE_NAMES: Record<string, Language> = {
  en: 'en',
  english: 'en',
  anglais: 'en',
  الانجليزيه: 'en',
  انجليزي: 'en',
  fr: 'fr',
  french: 'fr',
  francais: 'fr',
  الفرنسيه: 'fr',
  فرنسي: 'fr',
  ar: 'ar',
  arabic: 'ar',
  arabe: 'ar',
  العربيه: 'ar',
  عربي: 'ar',
};

/** A typed message as commands are compared: normalised, without what ends a sentence. */
export function comparableText(text: string): string {
  return normalize(text)
    .trim()
    .replace(/[.!?؟]+$/, '')
    .trim();
}

/** Routes a typed message. `smallTalk` knows the greetings. */
export function route(text: string, smallTalk: SmallTalk): Route {
  const comparable = comparableText(text);
  for (const command of Object.keys(COMMANDS) as Command[]) {
    if (COMMANDS[command].test(comparable)) return { to: 'command', command };
  }
  const language = /^\/?(?:language|langue|lang|اللغه|لغه)(?:\s+(\S+))?$/.exec(comparable);
  if (language) {
    const named = language[1] === undefined ? undefined : (LANGUAGE_NAMES[language[1]] ?? language[1]);
    return { to: 'language', language: isLanguage(named) ? named : undefined };
  }
  if (Object.hasOwn(LANGUAGE_NAMES, comparable) && comparable.length > 2) {
    return { to: 'language', language: LANGUAGE_NAMES[comparable] };
  }
  const source = /^\[?(\d{1,2})\]?$/.exec(comparable);
  if (source) return { to: 'source', n: Number(source[1]) };
  const greeting = smallTalk.greetingLanguage(text);
  if (greeting) return { to: 'greeting', language: greeting };
  if ((comparable.match(/\p{L}/gu)?.length ?? 0) < 2) return { to: 'unclear' };
  return { to: 'question' };
}
