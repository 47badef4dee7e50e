/** Reads what a document says about itself: the YAML between the two `---` lines at its top. */
import { isMap, isScalar, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../../contracts/language.ts';
import { AUTHORITIES, COUNTRIES } from '../../contracts/passage.ts';
import type { DocumentMeta, DocumentProblem } from './document.ts';

/** `2024`, `2024-09` or `2024-09-30`; YAML reads a bare year as a number. */
export const dateValue = z
  .union([z.string(), z.number().transform(String)])
  .refine((value) => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value), {
    error: 'must be a year, a month or a day: 2024, 2024-09 or 2024-09-30',
  });
/** A day of the calendar, `2027-05-28`. */
export const dayValue = z.iso.date({ error: 'must be a day: 2027-05-28' });
const country = z.enum(COUNTRIES);
/** One country or several; absent means international. */
export const countriesValue = z.union([country.transform((one) => [one]), z.array(country)]);
export const authorityValue = z.enum(AUTHORITIES);
export const reviewValue = z.enum(['checked', 'unchecked']);
const sourceValue = z.object({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }).optional() });

const frontMatter = z.object({
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case words joined by hyphens' }),
  title: z.string({ error: 'is missing' }).min(1),
  language: z.enum(LANGUAGES as [DocumentMeta['language'], ...DocumentMeta['language'][]]),
  authority: authorityValue,
  benchmark: z.boolean().default(false),
  country: countriesValue.optional(),
  asOf: dateValue,
  expires: dayValue.optional(),
  review: reviewValue.default('unchecked'),
  reviewBy: dateValue.optional(),
  sources: z.record(z.string(), sourceValue).default({}),
});

const HINTS: Record<string, string> = {
  key: 'Give it a name of lower-case words and hyphens, the same in every language, such as `key: safe-referral-steps`.',
  title: 'Add a line such as `title: The steps of a safe referral`.',
  language: `Use one of ${LANGUAGES.join(', ')}.`,
  authority: `Use one of ${AUTHORITIES.join(', ')}.`,
  country: `Use one or a list of ${COUNTRIES.join(', ')}, or leave it out for international material.`,
  asOf: 'Add the month the content was true, such as `asOf: 2024-09`.',
  expires: 'Write the last day it may be used, such as `expires: 2027-05-28`, or leave it out.',
  review: 'Use `checked` or `unchecked`.',
  sources: 'Give every source a short name with a `title` and, where there is one, a full `url`.',
};

/** Front matter and the rest of a file. */
export interface SplitFile {
  yaml: string;
  body: string;
  /** Line of the file on which `body` starts, counted from 1. */
  bodyLine: number;
}

/** Splits the front matter off, or undefined when the file does not open with a closed `---` block. */
export function splitFrontMatter(text: string): SplitFile | undefined {
  const match = /^\uFEFF?---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
  if (!match) return undefined;
  return {
    yaml: match[1] ?? '',
    body: text.slice(match[0].length),
    bodyLine: (match[0].match(/\n/g)?.length ?? 0) + 1,
  };
}

/** Parses and checks front matter; every problem names the line it stands on. `file` is the path as shown. */
export function parseFrontMatter(file: string, yaml: string): { meta?: DocumentMeta; problems: DocumentProblem[] } {
  const lines = new LineCounter();
  const parsed = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const firstError = parsed.errors[0];
  if (firstError) {
    return {
      problems: [
        {
          file,
          line: lines.linePos(firstError.pos[0]).line + 1,
          code: 'front-matter-unreadable',
          message: `The front matter is not valid YAML: ${firstError.message.split('\n')[0]}`,
          hint: 'Put values that hold a colon or start with a special character in quotes.',
        },
      ],
    };
  }
  const checked = frontMatter.safeParse(parsed.toJS() ?? {});
  if (!checked.success) {
    return {
      problems: checked.error.issues.map((issue) => ({
        file,
        line: lineOf(parsed, String(issue.path[0] ?? ''), lines),
        code: 'front-matter-invalid',
        message: `\`${issue.path.join('.') || 'front matter'}\`: ${issue.message}.`,
        hint: HINTS[String(issue.path[0])] ?? 'See knowledge/README.md for what each line means.',
      })),
    };
  }
  const { country: countries, ...rest } = checked.data;
  return { meta: { ...rest, countries: countries ?? [] }, problems: [] };
}

/** Line in the file of a top-level key; the opening `---` is line 1. Line 1 when the key is not there. */
function lineOf(document: YamlDocument, key: string, lines: LineCounter): number {
  if (!isMap(document.contents)) return 1;
  const pair = document.contents.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (!pair || !isScalar(pair.key) || !pair.key.range) return 1;
  return lines.linePos(pair.key.range[0]).line + 1;
}
