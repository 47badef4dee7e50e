/** The story of a content check: translations there, in step, in the glossary's words, no notions confused, nothing overdue. */
import type { GlossaryEntry } from '../glossary.ts';
import type { SourceDocument } from '../read/document.ts';
import { findConfusedNotions } from './confused-notions.ts';
import { findDepartingTerms } from './departing-terms.ts';
import { findExpiring } from './expiring-documents.ts';
import { FINDING_NAMES, type Finding, type FindingCode } from './finding.ts';
import { findMissingTranslations } from './missing-translations.ts';
import { findOutOfStep } from './out-of-step.ts';
import { findOverdueReviews } from './overdue-reviews.ts';
import { TermForms } from './term-forms.ts';
import { findUncertainWording } from './uncertain-wording.ts';

/** What is checked, and against what. */
export interface DocumentCheck {
  documents: readonly SourceDocument[];
  glossary: readonly GlossaryEntry[];
  /** True for a document that ships with Dalil and therefore stands in every language; false for one added at run time. */
  isShipped: (document: SourceDocument) => boolean;
  /** Milliseconds since 1970. */
  now: number;
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'note'];

/** Everything a person should know about the content of the documents, errors first, then by file and line. */
export function checkDocuments({ documents, glossary, isShipped, now }: DocumentCheck): Finding[] {
  return [
    ...findMissingTranslations(documents, isShipped),
    ...findOutOfStep(documents),
    ...findConfusedNotions(documents),
    ...findUncertainWording(documents, glossary),
    ...findDepartingTerms(documents, new TermForms(glossary)),
    ...findOverdueReviews(documents, now),
    ...findExpiring(documents, now),
  ].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      a.file.localeCompare(b.file) ||
      a.line - b.line,
  );
}

/** How many findings there are of each kind, as one line. */
export function countFindings(findings: readonly Finding[]): string {
  const codes = Object.keys(FINDING_NAMES) as FindingCode[];
  return codes
    .map((code) => `${FINDING_NAMES[code]} ${findings.filter((finding) => finding.code === code).length}`)
    .join(', ');
}
