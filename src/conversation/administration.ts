/** What administrators do with the knowledge from a chat: see it, read it anew, decide drafts, add documents. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Block, Choice } from '../contracts/message.ts';
import type { KnowledgeDraft } from '../contracts/person-question.ts';
import type { Store } from '../contracts/store.ts';
import { errorCode } from '../errors.ts';
import { approveDrafts, type DraftParts, rejectDrafts } from '../knowledge/drafts.ts';
import { dayOf, expiresSoon, isExpired } from '../knowledge/expiry.ts';
import { expiredDocuments, type IndexedDocument, indexedDocuments } from '../knowledge/indexed-documents.ts';
import type { KnowledgeIndex } from '../search/knowledge-index.ts';
import { countryNames } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';
import { createFileDesk, type DescribedFile, type ReceivedFile } from './admin-files.ts';
import {
  errorBlocks,
  firstLines,
  isolated,
  leftToRight,
  noticeBlock,
  type RefreshSummary,
  refreshBlocks,
  textBlock,
} from './admin-words.ts';

/** Drafts shown at once, and documents listed in the status. */
const MAX_DRAFTS = 5;
const MAX_LISTED = 5;

/** What the administration works with. */
export interface AdministrationParts {
  store: Pick<Store, 'openDrafts' | 'draft' | 'decideDraft' | 'reopenDraft'>;
  texts: Texts;
  /** The knowledge of this moment; undefined until an index is ready. */
  currentIndex(): KnowledgeIndex | undefined;
  dataDir: string;
  /** The folder of documents that Dalil brings. */
  shippedFolder: string;
  /**
   * Builds a new version from the documents and makes it live. What changed is told where `currentIndex` has taken the
   * new version over when this resolves.
   */
  refresh(): Promise<RefreshSummary>;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
}

/** What only administrators may ask for. Everything is said in `language`; who may ask is not checked here. */
export interface Administration {
  status(language: Language): Promise<Block[]>;
  refresh(language: Language): Promise<Block[]>;
  /** The oldest open drafts, each with a choice to approve and one to reject it. */
  drafts(language: Language): Promise<Block[]>;
  decideDraft(choice: Extract<Choice, { action: 'decide-draft' }>, language: Language): Promise<Block[]>;
  /** Adds a document that says what it is, or asks for what it does not say. */
  receiveFile(file: ReceivedFile, language: Language): Promise<Block[]>;
  /** Adds a document that was asked about. */
  describeFile(choice: DescribedFile, personKey: string, language: Language): Promise<Block[]>;
  /** Drops the files of a person that wait to be described. */
  forgetFiles(personKey: string): void;
  notAllowed(language: Language): Block[];
  onlyPersonal(language: Language): Block[];
}

/** Makes the administration. One refresh runs at a time; whoever comes second is asked to come back. */
export function createAdministration(parts: AdministrationParts): Administration {
  const { store, texts, currentIndex, log } = parts;
  const say = (language: Language, key: string) => texts.say(language, key);
  const draftParts: DraftParts = { ...parts, sourceTitle: (language) => say(language, 'admin.draftSource') };
  let isBusy = false;

  /** Runs what ends in a refresh, alone. `otherwise` is what is said of an error without words of its own. */
  async function alone(language: Language, otherwise: string, work: () => Promise<Block[]>): Promise<Block[]> {
    if (isBusy) return noticeBlock(say(language, 'admin.busy'));
    isBusy = true;
    try {
      return await work();
    } catch (error) {
      // The message may name a file; the code says enough.
      log.warn({ code: errorCode(error) }, 'A command of an administrator failed');
      return errorBlocks(error, otherwise, language, texts);
    } finally {
      isBusy = false;
    }
  }

  /** Refreshes, and says what changed. */
  async function refreshAndTell(language: Language): Promise<Block[]> {
    const before = currentIndex();
    const summary = await parts.refresh();
    return refreshBlocks(summary, { before, after: currentIndex() }, language, texts);
  }

  function datedLines(documents: readonly IndexedDocument[], heading: string, language: Language): string[] {
    const dated = documents.flatMap(({ title, expires }) =>
      expires === undefined
        ? []
        : [texts.say(language, 'admin.status.dated', { title: isolated(title), date: leftToRight(expires) })],
    );
    return dated.length > 0 ? [say(language, heading), ...firstLines(dated, MAX_LISTED, language, texts)] : [];
  }

  function indexLines(index: KnowledgeIndex, language: Language): string[] {
    const documents = [...indexedDocuments(index).values()];
    const built = new Date(index.createdAt).toISOString();
    const totals = LANGUAGES.flatMap((each) => {
      const own = documents.filter((document) => document.language === each);
      const passages = own.reduce((sum, document) => sum + document.passages.length, 0);
      const values = { language: say(each, 'language.name'), documents: own.length, passages };
      return own.length > 0 ? [texts.say(language, 'admin.status.language', values)] : [];
    });
    const soon = documents.filter((document) => expiresSoon(document, parts.now()));
    return [
      texts.say(language, 'admin.status.live', {
        version: leftToRight(index.version),
        date: leftToRight(`${built.slice(0, 10)} ${built.slice(11, 16)} UTC`),
      }),
      ...totals,
      ...datedLines(soon, 'admin.status.expiring', language),
      ...datedLines(expiredDocuments(index), 'admin.status.expired', language),
    ];
  }

  function waiting(drafts: readonly KnowledgeDraft[], language: Language): string {
    return texts.say(language, 'admin.drafts.waiting', { number: drafts.length });
  }

  function draftBlocks(draft: KnowledgeDraft, number: number, language: Language): Block[] {
    const { id, question, answer, countries, createdAt, expiresAt } = draft;
    const until = dayOf(expiresAt);
    const overdue = isExpired({ expires: until }, parts.now());
    const choice = (approve: boolean) => ({
      label: texts.say(language, approve ? 'admin.drafts.approve' : 'admin.drafts.reject', { number }),
      choice: { action: 'decide-draft' as const, draftId: id, approve },
    });
    return [
      ...textBlock([
        texts.say(language, 'admin.drafts.about', {
          number,
          language: say(draft.language, 'language.name'),
          countries: countryNames(texts, language, countries),
          date: leftToRight(dayOf(createdAt)),
        }),
      ]),
      ...textBlock([texts.say(language, 'admin.drafts.question', { question: isolated(question) })]),
      ...textBlock([texts.say(language, 'admin.drafts.answer', { answer: isolated(answer) })]),
      ...textBlock([
        texts.say(language, overdue ? 'admin.drafts.overdueAt' : 'admin.drafts.until', { date: leftToRight(until) }),
      ]),
      { type: 'choices', choices: overdue ? [choice(false)] : [choice(true), choice(false)] },
    ];
  }

  const files = createFileDesk({ ...parts, refreshAndTell });
  return {
    async status(language) {
      const index = currentIndex();
      const lines = index ? indexLines(index, language) : [say(language, 'admin.status.none')];
      return textBlock([...lines, waiting(await store.openDrafts(), language)]);
    },
    refresh: (language) => alone(language, 'admin.refresh.failed', () => refreshAndTell(language)),
    async drafts(language) {
      const drafts = await store.openDrafts();
      if (drafts.length === 0) return textBlock([say(language, 'admin.drafts.none')]);
      const shown = drafts.slice(0, MAX_DRAFTS);
      return [
        ...textBlock([waiting(drafts, language)]),
        ...shown.flatMap((draft, at) => draftBlocks(draft, at + 1, language)),
      ];
    },
    decideDraft: ({ draftId, approve }, language) =>
      alone(language, 'admin.drafts.failed', async () => {
        if (!approve) {
          await rejectDrafts([draftId], draftParts);
          return textBlock([say(language, 'admin.drafts.rejected')]);
        }
        const { documents, live } = await approveDrafts([draftId], draftParts);
        const date = leftToRight(documents[0]?.expires ?? '');
        return textBlock([
          texts.say(language, live ? 'admin.drafts.approved' : 'admin.drafts.approvedLater', { date }),
        ]);
      }),
    receiveFile: (file, language) => alone(language, 'admin.file.failed', () => files.receive(file, language)),
    describeFile: (choice, personKey, language) =>
      alone(language, 'admin.file.failed', () => files.describe(choice, personKey, language)),
    forgetFiles: files.forget,
    notAllowed: (language) => noticeBlock(say(language, 'admin.notAllowed')),
    onlyPersonal: (language) => noticeBlock(say(language, 'admin.onlyPersonal')),
  };
}
