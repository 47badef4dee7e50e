/** What a file of personal-data rules may contain: the schema, and the types the finders share. */
import { z } from 'zod';
import { compilePhrase } from './match-phrases.ts';

export type PersonalDataKind = 'name' | 'phone' | 'email' | 'document-number' | 'case-number' | 'date-of-birth';

/** A stretch of folded text that must be hidden. */
export interface Finding {
  kind: PersonalDataKind;
  start: number;
  end: number;
}

const word = z.string().min(1);
const phrase = z.string().superRefine((source, context) => {
  try {
    compilePhrase(source);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});
const wordList = z.strictObject({
  id: word,
  language: z.enum(['any', 'en', 'fr', 'ar']),
  description: word,
  words: z.array(word).min(1),
});
const about = {
  id: word,
  language: z.enum(['any', 'en', 'fr', 'ar']),
  description: word,
};
const numberKind = z.enum(['phone', 'document-number', 'case-number']);

const ruleSchema = z.discriminatedUnion('find', [
  z.strictObject({
    ...about,
    find: z.literal('name'),
    cues: z.array(phrase).min(1),
    /** `any`: small letters too. `capital`: only words with a capital, or any word right after a person ("a girl called amina"). */
    names: z.enum(['any', 'capital']),
    /** The cue counts only with exactly these capitals, as in "M." */
    exactCase: z.boolean().default(false),
    /** No name when a word of `things` stands just before the cue: "the report called ..." */
    notForThings: z.boolean().default(false),
    /** No name when the first word has the Arabic article: "تدعى الآلية" */
    notWithArticle: z.boolean().default(false),
  }),
  z.strictObject({
    ...about,
    find: z.literal('phone-form'),
    starts: z.array(z.string().regex(/^\+?\d*$/)).min(1),
    digits: z.array(z.int().min(6).max(15)).min(1),
  }),
  z.strictObject({
    ...about,
    find: z.literal('number-after'),
    kind: numberKind,
    cues: z.array(phrase).min(1),
    minDigits: z.int().min(2),
    maxDigits: z.int().max(30).default(30),
    notAfter: z.array(word).default([]),
  }),
  z.strictObject({
    ...about,
    find: z.literal('shape'),
    kind: numberKind,
    shapes: z
      .array(z.string().regex(/^[#A-Z/.-]{5,40}$/, 'Use # for a digit, capital letters, and / . - only.'))
      .min(1),
  }),
  z.strictObject({ ...about, find: z.literal('date-after'), cues: z.array(phrase).min(1) }),
  z.strictObject({ ...about, find: z.literal('email') }),
]);

export const personalDataRulesSchema = z.strictObject({
  rules: z.array(ruleSchema).min(1),
  publicNumbers: z.array(z.strictObject({ number: z.string().regex(/\d/), whose: word })),
  publicEmails: z.array(z.strictObject({ email: z.string().regex(/@/), whose: word })),
  neverNames: z.array(wordList).min(1),
  lists: z.strictObject({
    /** Small words inside a name: ben, ould, de. */
    nameParts: z.array(word),
    nameJoiners: z.array(word),
    /** Arabic names that begin with و, which otherwise means "and". */
    namesWithWaw: z.array(word),
    persons: z.array(word),
    things: z.array(word),
    /** Words that may stand between a cue and its number. */
    links: z.array(word),
    months: z.array(word),
    /** A phone-like number right after or before one of these is a reference or an amount. */
    referencesBefore: z.array(word),
    amountsAfter: z.array(word),
  }),
});

export type PersonalDataRules = z.infer<typeof personalDataRulesSchema>;
export type PersonalDataRule = PersonalDataRules['rules'][number];
