/** Answers of focal points that may become knowledge. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import { COUNTRIES } from '../../../../contracts/passage.ts';
import type { KnowledgeDraft } from '../../../../contracts/person-question.ts';
import type { Store } from '../../../../contracts/store.ts';
import { jsonText, orEmpty, readEach, readStored } from '../json-text.ts';
import { type QueryParts, whole, wholeOrNull } from './parts.ts';

type DraftQueries = Pick<Store, 'addDraft' | 'draft' | 'openDrafts' | 'decideDraft' | 'reopenDraft'>;

const draftRow = z
  .object({
    id: z.string(),
    question: jsonText(z.string()),
    answer: jsonText(z.string()),
    language: z.enum(LANGUAGES),
    countries: jsonText(z.array(z.enum(COUNTRIES))),
    created_at: z.number(),
    expires_at: z.number(),
    decision: orEmpty(z.enum(['approved', 'rejected'])),
    decided_at: orEmpty(z.number()),
  })
  .transform(
    ({ created_at: createdAt, expires_at: expiresAt, decided_at: decidedAt, ...same }): KnowledgeDraft => ({
      ...same,
      createdAt,
      expiresAt,
      decidedAt,
    }),
  );

export function draftQueries({ db, attempt }: QueryParts): DraftQueries {
  return {
    addDraft: (draft) =>
      attempt('keep a draft', async () => {
        await db
          .insertInto('knowledge_drafts')
          .values({
            id: draft.id,
            question: JSON.stringify(draft.question),
            answer: JSON.stringify(draft.answer),
            language: draft.language,
            countries: JSON.stringify(draft.countries),
            created_at: whole(draft.createdAt),
            expires_at: whole(draft.expiresAt),
            decision: draft.decision ?? null,
            decided_at: wholeOrNull(draft.decidedAt),
          })
          .execute();
      }),

    draft: (id) =>
      attempt('look up a draft', async () =>
        readStored(
          draftRow,
          await db.selectFrom('knowledge_drafts').selectAll().where('id', '=', id).executeTakeFirst(),
        ),
      ),

    openDrafts: () =>
      attempt('list the drafts', async () =>
        readEach(
          draftRow,
          await db
            .selectFrom('knowledge_drafts')
            .selectAll()
            .where('decision', 'is', null)
            .orderBy('created_at')
            .orderBy('id')
            .execute(),
        ),
      ),

    // One statement, so that of two admins who decide at once one is told that they came second.
    decideDraft: (id, decision, at) =>
      attempt('decide a draft', async () => {
        const { numUpdatedRows } = await db
          .updateTable('knowledge_drafts')
          .set({ decision, decided_at: whole(at) })
          .where('id', '=', id)
          .where('decision', 'is', null)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),

    reopenDraft: (id) =>
      attempt('reopen a draft', async () => {
        await db
          .updateTable('knowledge_drafts')
          .set({ decision: null, decided_at: null })
          .where('id', '=', id)
          .execute();
      }),
  };
}
