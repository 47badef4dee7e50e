/** What a module of `dialogs/quizzes/` is: sessions to read and practise, items, and how tests are put together. */
import { z } from 'zod';
import type { Language } from '../contracts/language.ts';
import { ITEM_KINDS, type ItemKind } from '../contracts/training.ts';

/** Words in every language. */
export type Words = Record<Language, string>;

const words = z.strictObject({
  en: z.string().trim().min(1),
  fr: z.string().trim().min(1),
  ar: z.string().trim().min(1),
} satisfies Record<Language, z.ZodType>);

/** `document-key#section`. */
const sectionKey = z.string().regex(/^[a-z0-9-]+#[a-z0-9-]+$/u, { error: 'must be document-key#section' });
const optionId = z.string().regex(/^[a-h]$/u, { error: 'must be a letter from a to h' });
const sessionNumber = z.number().int().min(1).max(4);
const difficulty = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const listOrOne = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(schema).min(1));

const itemSchema = z.strictObject({
  /** Unique in the module, such as `N01`; never given to another item, since answers are kept under it. */
  id: z.string().regex(/^[A-Z]{1,2}\d{2,3}$/u, { error: 'must be letters and digits, such as N01' }),
  session: sessionNumber,
  kind: z.enum(ITEM_KINDS),
  /** 1: known to whoever read once. 3: needs judgement. */
  difficulty,
  prompt: words,
  /** Left out for `truefalse`: there `a` is true and `b` is false. For `match`: what is put beside the left side. */
  options: z.record(optionId, words).optional(),
  /** `match` only: what something is to be put beside. */
  left: z.array(words).optional(),
  /** True where the options stand in an order of their own, such as numbers; they are then never shuffled. */
  keepOrder: z.boolean().default(false),
  /** Ids of options: one; all that are right; all in their order; or one for each of the left side. */
  answer: listOrOne(optionId),
  /** One sentence that says why, in every language. */
  why: words,
  /** What proves the answer. */
  source: listOrOne(sectionKey),
  /** Numbers of the facts it rests on, for whoever maintains it. */
  facts: z.array(z.string().regex(/^F[\d.A-Z]+$/u)).min(1),
});

/** The options of true or false, by their ids; their words are those of every true-or-false question. */
export const TRUE = 'a';
export const FALSE = 'b';

export const moduleSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]{2,30}$/u),
  title: words,
  /** What whoever finishes it can do. */
  aim: words,
  /** Percent right that is needed for a certificate. */
  passMark: z.number().int().min(1).max(100),
  /** How many items a pre-test, a practice and a final test have. */
  itemsPerRun: z.number().int().min(3).max(30),
  /** What tests are drawn by: so many items of this session and difficulty. Their sum is `itemsPerRun`. */
  blueprint: z.array(z.strictObject({ session: sessionNumber, difficulty, items: z.number().int().min(1) })).min(1),
  sessions: z
    .array(
      z.strictObject({
        title: words,
        /** Sections to read first, in order; they are shown from the knowledge documents and never copied. */
        cards: z.array(sectionKey).min(3).max(6),
      }),
    )
    .length(4),
  items: z.array(itemSchema).min(1),
});

/** One question with its answer. */
export interface Item {
  id: string;
  session: number;
  kind: ItemKind;
  difficulty: 1 | 2 | 3;
  prompt: Words;
  /** In the order of the file; for true or false `a` and `b` without words. */
  options: { id: string; words?: Words }[];
  left: Words[];
  keepOrder: boolean;
  answer: string[];
  why: Words;
  source: string[];
  facts: string[];
}

/** A small course. */
export interface Module extends Omit<z.infer<typeof moduleSchema>, 'items'> {
  items: Item[];
}

/** A module as it stands in a file, with what may be left out filled in. */
export function toModule(file: z.infer<typeof moduleSchema>): Module {
  return {
    ...file,
    items: file.items.map(({ options, left = [], ...item }) => ({
      ...item,
      left,
      options:
        item.kind === 'truefalse'
          ? [{ id: TRUE }, { id: FALSE }]
          : Object.entries(options ?? {}).map(([id, words]) => ({ id, words })),
    })),
  };
}
