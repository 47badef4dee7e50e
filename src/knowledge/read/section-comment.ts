/** Reads the comment that may open a section: its id, facts, sources, other wordings, and what differs from the document. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Section } from './document.ts';
import { authorityValue, countriesValue, dateValue, reviewValue } from './front-matter.ts';

const comment = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional(),
  facts: z.array(z.string()).default([]),
  sources: z.array(z.string()).default([]),
  asked: z.array(z.string()).default([]),
  authority: authorityValue.optional(),
  benchmark: z.boolean().optional(),
  country: countriesValue.optional(),
  asOf: dateValue.optional(),
  review: reviewValue.optional(),
});

/** What a section comment says. */
export type SectionComment = Pick<Section, 'facts' | 'sourceNames' | 'asked' | 'overrides'> & { id?: string };

/** What a section without a comment says. */
export const NO_COMMENT: SectionComment = { facts: [], sourceNames: [], asked: [], overrides: {} };

/** Parses the inside of an HTML comment; a comment that is not YAML of this form gives the reason. */
export function parseSectionComment(inside: string): { comment: SectionComment } | { reason: string } {
  const parsed = parseDocument(inside, { prettyErrors: false });
  const firstError = parsed.errors[0];
  if (firstError) return { reason: firstError.message.split('\n')[0] ?? 'it is not valid YAML' };
  const checked = comment.safeParse(parsed.toJS() ?? {});
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return { reason: `\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'is invalid'}` };
  }
  const { id, facts, sources, asked, country, ...rest } = checked.data;
  const overrides: Section['overrides'] = Object.fromEntries(
    Object.entries({ ...rest, countries: country }).filter(([, value]) => value !== undefined),
  );
  return { comment: { id, facts, sourceNames: sources, asked, overrides } };
}

/** True for a comment that means to be a section comment rather than a remark of the writer. */
export function looksLikeSectionComment(inside: string): boolean {
  return /^\s*(id|facts|sources|asked|authority|benchmark|country|asOf|review)\s*:/m.test(inside);
}
