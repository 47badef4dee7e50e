/** Hides names, numbers and birth dates of people before a message is stored, logged or sent to a model. */
import { findNames } from './find-names.ts';
import { createNumberFinder } from './find-numbers.ts';
import { foldText, splitWords } from './fold-text.ts';
import { compilePhrase, createPhraseFinder } from './match-phrases.ts';
import type { Finding, PersonalDataKind, PersonalDataRules } from './personal-data-rules.ts';

export type { PersonalDataKind, PersonalDataRules } from './personal-data-rules.ts';

const KINDS: PersonalDataKind[] = ['name', 'phone', 'email', 'document-number', 'case-number', 'date-of-birth'];

export interface MaskedText {
  /** The text with every finding replaced by a token such as `[name]`. */
  text: string;
  /** Each kind once, in the order of the list of kinds. */
  found: PersonalDataKind[];
}

export interface PersonalDataMasker {
  mask(text: string): MaskedText;
}

/**
 * Builds the masker. Masking twice gives the same text as masking once.
 * @param rules the parsed `personal-data.yaml`.
 */
export function createPersonalDataMasker(rules: PersonalDataRules): PersonalDataMasker {
  const findNumbers = createNumberFinder(rules);
  const cues = rules.rules.flatMap((rule) =>
    rule.find === 'name' ? rule.cues.map((cue) => ({ phrase: compilePhrase(cue), value: rule })) : [],
  );
  const names = findNames(rules, createPhraseFinder(cues));
  return {
    mask: (original) => {
      const folded = foldText(original);
      const words = splitWords(folded.text);
      // Numbers first: what they have taken, a name cannot take again.
      const findings = keepApart([...findNumbers(folded.text, words), ...names(words)]);
      let text = '';
      let at = 0;
      for (const finding of findings) {
        const start = folded.starts[finding.start] ?? original.length;
        text += `${original.slice(at, start)}[${finding.kind}]`;
        at = folded.ends[finding.end - 1] ?? original.length;
      }
      const kinds = new Set(findings.map((finding) => finding.kind));
      return { text: text + original.slice(at), found: KINDS.filter((kind) => kinds.has(kind)) };
    },
  };
}

function keepApart(findings: Finding[]): Finding[] {
  const kept: Finding[] = [];
  const ordered = findings
    .map((finding, order) => ({ finding, order }))
    .sort((a, b) => a.finding.start - b.finding.start || a.order - b.order);
  for (const { finding } of ordered) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) kept.push({ ...finding });
    // Overlapping findings become one wider token, so that no end of either stays readable.
    else last.end = Math.max(last.end, finding.end);
  }
  return kept;
}
