/** Decides which answers of focal points become knowledge: approved ones are written as documents, wholly or not at all. */
import { rm } from 'node:fs/promises';
import type { Language } from '../contracts/language.ts';
import type { KnowledgeDraft } from '../contracts/person-question.ts';
import type { Store } from '../contracts/store.ts';
import { DalilError, errorCode } from '../errors.ts';
import { type AddedDocument, addDocument } from './add-document.ts';
import { draftDocument, draftKey } from './draft-document.ts';
import { dayOf, isExpired } from './expiry.ts';
import { readManifest } from './index-files.ts';
import { dayValue } from './read/front-matter.ts';
import { readPointer, versionPaths } from './versions.ts';

/** What deciding works with. */
export interface DraftParts {
  store: Pick<Store, 'draft' | 'decideDraft' | 'reopenDraft'>;
  dataDir: string;
  /** The folder of documents that Dalil brings. */
  shippedFolder: string;
  /** Where such an answer comes from, in a language. */
  sourceTitle(language: Language): string;
  /** Builds a new version of the index from the documents and makes it live. */
  refresh(): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What became of an approval. */
export interface ApprovedDrafts {
  documents: { draft: KnowledgeDraft; added: AddedDocument; expires: string }[];
  /** False when another refresh was running: they are used from the next refresh on. */
  live: boolean;
}

function alreadyDecided({ id, decision }: KnowledgeDraft): DalilError {
  return new DalilError({
    code: 'draft-decided',
    message: `The answer ${id} was already ${decision ?? 'decided'}.`,
    hint: 'Nothing was changed; `dalil knowledge drafts` lists those that wait for a decision.',
  });
}

function unknown(id: string): DalilError {
  return new DalilError({
    code: 'draft-unknown',
    message: `There is no answer "${id}".`,
    hint: 'Nothing was changed; `dalil knowledge drafts` lists those that wait for a decision.',
  });
}

/** The drafts with these ids, if each is there and open. */
async function openDrafts(ids: readonly string[], store: DraftParts['store']): Promise<KnowledgeDraft[]> {
  const drafts: KnowledgeDraft[] = [];
  for (const id of new Set(ids)) {
    const draft = await store.draft(id);
    if (!draft) throw unknown(id);
    if (draft.decision) throw alreadyDecided(draft);
    drafts.push(draft);
  }
  return drafts;
}

async function decide(
  draft: KnowledgeDraft,
  decision: 'approved' | 'rejected',
  { store, now }: Pick<DraftParts, 'store' | 'now'>,
): Promise<void> {
  if (await store.decideDraft(draft.id, decision, now())) return;
  // Somebody else was faster.
  throw alreadyDecided((await store.draft(draft.id)) ?? draft);
}

/** The last day of a draft's document; one that would never be used is refused. */
function lastDayOf(draft: KnowledgeDraft, expires: string | undefined, now: number): string {
  const day = expires ?? dayOf(draft.expiresAt);
  if (!dayValue.safeParse(day).success) {
    throw new DalilError({
      code: 'expiry-unreadable',
      message: `"${day}" is not a day.`,
      hint: 'Write the last day it may be used, such as 2027-05-28.',
    });
  }
  if (isExpired({ expires: day }, now)) {
    throw new DalilError({
      code: 'draft-expired',
      message: `The answer ${draft.id} would have expired on ${day}.`,
      hint: 'If it still holds, approve it with `dalil knowledge approve <id> --expires <day>`; if not, reject it.',
    });
  }
  return day;
}

/** True when the live version holds one of the documents. */
async function isLive(drafts: readonly KnowledgeDraft[], dataDir: string): Promise<boolean> {
  const live = (await readPointer(dataDir))?.version;
  if (live === undefined) return false;
  const keys = new Set(drafts.map(draftKey));
  try {
    const { documents } = await readManifest(versionPaths.version(dataDir, live));
    return documents.some(({ key }) => keys.has(key));
  } catch (error) {
    // Nothing is answered from a version that cannot be read.
    if (error instanceof DalilError) return false;
    throw error;
  }
}

/** Removes what was written and takes the decisions back. A document that cannot be removed keeps its decision. */
async function takeBack(decided: readonly KnowledgeDraft[], written: ApprovedDrafts['documents'], parts: DraftParts) {
  const undone = await Promise.allSettled(
    decided.map(async (draft) => {
      const own = written.find((one) => one.draft.id === draft.id);
      if (own) await rm(own.added.path, { force: true });
      await parts.store.reopenDraft(draft.id);
    }),
  );
  return undone.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
}

/**
 * Approves drafts, all of them or none: each is decided, written as a document and brought into the index. When any of
 * this fails the documents are removed and the drafts are open again. `expires` (`2027-05-28`) stands above their own
 * last days. Throws `draft-unknown`, `draft-decided`, `draft-expired`, `expiry-unreadable`, `approval-not-taken-back`,
 * and what writing and refreshing throw.
 */
export async function approveDrafts(
  ids: readonly string[],
  parts: DraftParts,
  expires?: string,
): Promise<ApprovedDrafts> {
  const drafts = await openDrafts(ids, parts.store);
  const dated = drafts.map((draft) => ({ draft, expires: lastDayOf(draft, expires, parts.now()) }));
  const decided: KnowledgeDraft[] = [];
  const documents: ApprovedDrafts['documents'] = [];
  try {
    for (const draft of drafts) {
      await decide(draft, 'approved', parts);
      decided.push(draft);
    }
    for (const { draft, expires } of dated) {
      const document = draftDocument(draft, expires, parts.sourceTitle(draft.language));
      const added = await addDocument(document, {}, parts.dataDir, parts.shippedFolder);
      documents.push({ draft, added, expires });
    }
    await parts.refresh();
    return { documents, live: true };
  } catch (error) {
    if (documents.length === drafts.length) {
      // Another refresh may be reading the documents now, and one that failed while tidying up has made them live. To
      // take the decision back would leave an answer in use that nobody approved: it stands.
      if (errorCode(error) === 'refresh-running') return { documents, live: false };
      if (await isLive(drafts, parts.dataDir)) return { documents, live: true };
    }
    const failures = await takeBack(decided, documents, parts);
    if (failures.length === 0) throw error;
    throw new DalilError({
      code: 'approval-not-taken-back',
      message: 'The approval failed, and could not be taken back completely.',
      hint: 'Run `dalil knowledge drafts`: what is not listed is approved; add it with `dalil knowledge add` or refresh.',
      cause: new AggregateError([error, ...failures]),
    });
  }
}

/** Rejects drafts; they never become knowledge. Throws `draft-unknown` and `draft-decided`. */
export async function rejectDrafts(
  ids: readonly string[],
  parts: Pick<DraftParts, 'store' | 'now'>,
): Promise<KnowledgeDraft[]> {
  const drafts = await openDrafts(ids, parts.store);
  for (const draft of drafts) await decide(draft, 'rejected', parts);
  return drafts;
}
