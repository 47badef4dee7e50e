/** Finds translations whose sections, facts, figures or labels are not those of the document they translate. */
import type { Language } from '../../contracts/language.ts';
import type { SourceDocument } from '../read/document.ts';
import { figuresOf, surplus } from './figures.ts';
import { type Finding, LANGUAGE_NAMES } from './finding.ts';
import { languagesOf, type PlacedSection, parallelDocuments, parallelSections, wordsOf } from './parallel.ts';

const LABELS = ['authority', 'benchmark', 'countries', 'asOf'] as const;
/** Labels as a document writes them. */
const LABEL_NAMES: Record<(typeof LABELS)[number], string> = {
  authority: 'authority',
  benchmark: 'benchmark',
  countries: 'country',
  asOf: 'asOf',
};

function outOfStep(file: string, line: number, message: string, hint: string): Finding {
  return { file, line, code: 'out-of-step', severity: 'error', message, hint };
}

const quoted = (ids: readonly string[]) => ids.map((id) => `"${id}"`).join(', ');
const shown = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value)) || 'nothing';

/** Two lists that should be alike, as "only here 30; only there 13". */
function difference(here: readonly string[], there: readonly string[]): string | undefined {
  const parts = [
    { where: 'only here', values: surplus(here, there) },
    { where: 'only there', values: surplus(there, here) },
  ].filter(({ values }) => values.length > 0);
  if (parts.length === 0) return undefined;
  return parts.map(({ where, values }) => `${where} ${values.join(', ')}`).join('; ');
}

function compareSectionLists(original: SourceDocument, translation: SourceDocument, name: string): Finding[] {
  const there = original.sections.map(({ id }) => id);
  const here = translation.sections.map(({ id }) => id);
  const missing = there.filter((id) => !here.includes(id));
  const unknown = translation.sections.filter(({ id }) => !there.includes(id));
  const findings = unknown.map(({ id, line }) =>
    outOfStep(
      translation.file,
      line,
      `The ${name} document has no section "${id}".`,
      `Give the section the id it has there, or add it in ${name}.`,
    ),
  );
  if (missing.length > 0)
    findings.push(
      outOfStep(
        translation.file,
        1,
        `Sections of the ${name} document are missing: ${quoted(missing)}.`,
        'Translate them, or give the section that translates one the same `id`.',
      ),
    );
  const common = here.filter((id) => there.includes(id));
  const moved = common.find((id, at) => id !== there.filter((one) => here.includes(one))[at]);
  const movedLine = translation.sections.find(({ id }) => id === moved)?.line;
  if (movedLine !== undefined)
    findings.push(
      outOfStep(
        translation.file,
        movedLine,
        `From section "${moved}" on, the sections stand in another order than in the ${name} document.`,
        'Put them in the same order.',
      ),
    );
  return findings;
}

function compareLabels(original: SourceDocument, translation: SourceDocument, name: string): Finding[] {
  return LABELS.filter((label) => shown(original.meta[label]) !== shown(translation.meta[label])).map((label) =>
    outOfStep(
      translation.file,
      1,
      `\`${LABEL_NAMES[label]}\` is ${shown(translation.meta[label])} here and ${shown(original.meta[label])} in the ${name} document.`,
      'Make both say what is true.',
    ),
  );
}

function compareSections(original: PlacedSection, translation: PlacedSection, name: string): Finding[] {
  const { id, line, facts, overrides } = translation.section;
  const report = (message: string, hint: string) => outOfStep(translation.document.file, line, message, hint);
  const findings: Finding[] = [];
  const factDifference = difference(facts, original.section.facts);
  if (factDifference)
    findings.push(
      report(
        `The facts of section "${id}" are not those of the ${name} section: ${factDifference}.`,
        'Give both the same list, once both texts say the same.',
      ),
    );
  const figureDifference = difference(figuresOf(wordsOf(translation.section)), figuresOf(wordsOf(original.section)));
  if (figureDifference)
    findings.push(
      report(
        `The figures of section "${id}" are not those of the ${name} section: ${figureDifference}.`,
        'Compare the two with the source and correct the wrong one; write a figure in digits in all languages or in none.',
      ),
    );
  // A label said for the whole document is compared there.
  for (const label of LABELS) {
    const there = original.section.overrides[label];
    if (shown(there) === shown(overrides[label])) continue;
    if (shown(there ?? original.document.meta[label]) === shown(overrides[label] ?? translation.document.meta[label]))
      continue;
    findings.push(
      report(
        `\`${LABEL_NAMES[label]}\` of section "${id}" is not that of the ${name} section.`,
        'Make the comments under both headings say what is true.',
      ),
    );
  }
  return findings;
}

/** An error for each way a translation is not in step; the first language a document stands in is compared with. */
export function findOutOfStep(documents: readonly SourceDocument[]): Finding[] {
  const wholes = parallelDocuments(documents).flatMap((translations) => {
    const [first, ...others] = languagesOf(translations);
    const original = first && translations[first];
    return others.flatMap((language) => {
      const translation = translations[language];
      if (!original || !translation) return [];
      const name = LANGUAGE_NAMES[first];
      return [...compareSectionLists(original, translation, name), ...compareLabels(original, translation, name)];
    });
  });
  const sections = parallelSections(documents).flatMap((section) => {
    const [first, ...others] = languagesOf(section) as [Language, ...Language[]];
    const original = section[first];
    return others.flatMap((language) => {
      const translation = section[language];
      return original && translation ? compareSections(original, translation, LANGUAGE_NAMES[first]) : [];
    });
  });
  return [...wholes, ...sections];
}
