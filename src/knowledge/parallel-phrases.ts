/** The words of the glossary and of everyday speech as texts that say the same, to learn translations from. */
import { LANGUAGES } from '../contracts/language.ts';
import type { ParallelText } from '../search/translation/parallel-texts.ts';
import { type EverydayWords, loadEverydayWords } from './everyday-words.ts';
import { type GlossaryEntry, loadGlossary } from './glossary.ts';

/** A term beside its translations, each variant beside the other languages' term, and the definitions. */
function phrasesOfTerm({ en, fr, ar }: GlossaryEntry): ParallelText[] {
  const row = { en, fr, ar };
  const terms: ParallelText = { en: en.term, fr: fr.term, ar: ar.term };
  const variants = LANGUAGES.flatMap((language) =>
    row[language].variants.map((variant): ParallelText => ({ ...terms, [language]: variant })),
  );
  return [terms, ...variants, { en: en.definition, fr: fr.definition, ar: ar.definition }];
}

function phrasesOfEverydayWords({ en, fr, ar, means }: EverydayWords): ParallelText[] {
  const joined = (row: Record<'en' | 'fr' | 'ar', readonly string[]>): ParallelText =>
    Object.fromEntries(LANGUAGES.map((language) => [language, row[language].join(' ')]));
  return [joined({ en, fr, ar }), joined(means)];
}

/** Reads the phrases from the knowledge folder. Throws `lexicon-unreadable`. */
export async function loadParallelPhrases(knowledgeDir: string): Promise<ParallelText[]> {
  const [glossary, everyday] = await Promise.all([loadGlossary(knowledgeDir), loadEverydayWords(knowledgeDir)]);
  return [...glossary.flatMap(phrasesOfTerm), ...everyday.flatMap(phrasesOfEverydayWords)];
}
