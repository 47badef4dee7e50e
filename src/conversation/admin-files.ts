/** Takes documents that administrators send: added at once when they say what they are, kept a while and asked about if not. */
import path from 'node:path';
import { isLanguage, LANGUAGES, type Language } from '../contracts/language.ts';
import type { Logger } from '../contracts/logger.ts';
import type { Block, Choice, FormField } from '../contracts/message.ts';
import { AUTHORITIES, COUNTRIES } from '../contracts/passage.ts';
import { errorCode } from '../errors.ts';
import { addDocument } from '../knowledge/add-document.ts';
import { type DocumentDetails, ownDetails, prepareDocument, REQUIRED_DETAILS } from '../knowledge/prepare-document.ts';
import type { FileContent } from '../knowledge/read/document.ts';
import { dateValue } from '../knowledge/read/front-matter.ts';
import { READERS } from '../knowledge/read/readers.ts';
import { countryNames } from '../text/source-label.ts';
import type { Texts } from '../text/texts.ts';
import { isolated, noticeBlock, problemText, textBlock } from './admin-words.ts';

const MEGABYTE = 1024 * 1024;
/** Largest file taken from a chat, in bytes. */
const MAX_FILE_BYTES = 5 * MEGABYTE;
/** How long a file waits to be described, in milliseconds, and how many of one person do; the oldest goes first. */
const KEPT = 30 * 60 * 1000;
const MAX_KEPT = 3;
/** Longest title, in characters. */
const MAX_TITLE = 300;

/** A file as an administrator sent it. */
export interface ReceivedFile {
  name: string;
  bytes: Uint8Array;
  personKey: string;
}

/** What an administrator says about a file. */
export type DescribedFile = Extract<Choice, { action: 'describe-document' }>;

/** A file that waits to be described; it is in memory only. */
interface KeptFile {
  personKey: string;
  content: FileContent;
  own: DocumentDetails;
  receivedAt: number;
}

/** What the desk works with. */
export interface FileDeskParts {
  texts: Texts;
  dataDir: string;
  /** The folder of documents that Dalil brings. */
  shippedFolder: string;
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
  /** Brings the documents into use and says what changed. */
  refreshAndTell(language: Language): Promise<Block[]>;
}

const isDate = (text: string | undefined) => dateValue.safeParse(text).success;

/** What a document says of itself, without what cannot be used. */
function usable({ title, language, authority, asOf, country, key }: DocumentDetails): DocumentDetails {
  const codes: readonly string[] = COUNTRIES;
  const kinds: readonly string[] = AUTHORITIES;
  return {
    key,
    title: title?.trim() ? title : undefined,
    language: isLanguage(language) ? language : undefined,
    authority: authority !== undefined && kinds.includes(authority) ? authority : undefined,
    asOf: isDate(asOf) ? asOf : undefined,
    country: country?.every((code) => codes.includes(code)) ? country : undefined,
  };
}

/** Makes the desk that takes files. It keeps no file longer than KEPT once it is used again. */
export function createFileDesk({ texts, refreshAndTell, ...parts }: FileDeskParts) {
  const kept = new Map<string, KeptFile>();

  function dropOld(): void {
    const oldest = parts.now() - KEPT;
    for (const [id, { receivedAt }] of kept) if (receivedAt <= oldest) kept.delete(id);
  }

  function keep(file: KeptFile): string {
    const own = [...kept].filter(([, { personKey }]) => personKey === file.personKey);
    for (const [id] of own.slice(0, Math.max(0, own.length + 1 - MAX_KEPT))) kept.delete(id);
    const id = parts.newId();
    kept.set(id, file);
    return id;
  }

  function formFields(known: DocumentDetails, language: Language): FormField[] {
    const label = (name: string) => texts.say(language, `admin.file.${name}`);
    const options = <T extends string>(values: readonly T[], labelOf: (value: T) => string) =>
      values.map((value) => ({ value, label: labelOf(value) }));
    const country: FormField = {
      name: 'country',
      label: label('country'),
      kind: 'options',
      required: false,
      value: known.country?.[0] ?? '',
      options: [
        { value: '', label: countryNames(texts, language, []) },
        ...options(COUNTRIES, (code) => countryNames(texts, language, [code])),
      ],
    };
    return [
      { name: 'title', label: label('title'), kind: 'text', required: true, value: known.title, limit: MAX_TITLE },
      {
        name: 'language',
        label: label('language'),
        kind: 'options',
        required: true,
        value: known.language,
        options: options(LANGUAGES, (each) => texts.say(each, 'language.name')),
      },
      {
        name: 'authority',
        label: label('authority'),
        kind: 'options',
        required: true,
        value: known.authority,
        options: options(AUTHORITIES, (authority) => texts.say(language, `sources.authority.${authority}`)),
      },
      { name: 'asOf', label: label('asOf'), kind: 'text', required: true, value: known.asOf, limit: 10 },
      // A form has room for one country; a document that names several keeps them.
      ...((known.country?.length ?? 0) > 1 ? [] : [country]),
    ];
  }

  function form(uploadId: string, prompt: string, known: DocumentDetails, language: Language): Block[] {
    return [
      {
        type: 'form',
        prompt,
        fields: formFields(known, language),
        submit: texts.say(language, 'admin.file.submit'),
        base: { action: 'describe-document', uploadId },
      },
    ];
  }

  /** Adds a document and refreshes. Where `added` is false the blocks say why. */
  async function add(content: FileContent, details: DocumentDetails, language: Language) {
    const prepared = await prepareDocument(content, details);
    if ('problem' in prepared) {
      return { added: false, blocks: noticeBlock(problemText(prepared.problem, language, texts)) };
    }
    const { replaced } = await addDocument(content, details, parts.dataDir, parts.shippedFolder);
    const title = isolated(prepared.document.meta.title);
    const said = textBlock([texts.say(language, replaced ? 'admin.file.replaced' : 'admin.file.added', { title })]);
    try {
      return { added: true, blocks: [...said, ...(await refreshAndTell(language))] };
    } catch (error) {
      // The document is there, whatever became of the refresh: the next one reads it.
      parts.log.warn({ code: errorCode(error), error }, 'A document was added and could not be made live yet');
      return { added: true, blocks: [...said, ...noticeBlock(texts.say(language, 'admin.file.notLive'))] };
    }
  }

  return {
    async receive({ name, bytes, personKey }: ReceivedFile, language: Language): Promise<Block[]> {
      dropOld();
      const file = path.basename(name);
      if (!READERS[path.extname(file).toLowerCase()]) {
        const kinds = Object.keys(READERS).join(', ');
        return noticeBlock(texts.say(language, 'admin.file.kind', { kinds }));
      }
      if (bytes.length > MAX_FILE_BYTES) {
        return noticeBlock(texts.say(language, 'admin.file.size', { number: MAX_FILE_BYTES / MEGABYTE }));
      }
      const content: FileContent = { file, bytes };
      const read = ownDetails(content);
      if ('problem' in read) return noticeBlock(problemText(read.problem, language, texts));
      const own = usable(read.details);
      if (REQUIRED_DETAILS.every((detail) => own[detail] !== undefined))
        return (await add(content, {}, language)).blocks;
      const uploadId = keep({ personKey, content, own, receivedAt: parts.now() });
      return form(uploadId, texts.say(language, 'admin.file.describe', { file: isolated(file) }), own, language);
    },

    async describe(choice: DescribedFile, personKey: string, language: Language): Promise<Block[]> {
      dropOld();
      const { uploadId, title, authority, asOf, country } = choice;
      const held = kept.get(uploadId);
      if (held?.personKey !== personKey) return noticeBlock(texts.say(language, 'admin.file.gone'));
      const several = (held.own.country?.length ?? 0) > 1;
      const given: DocumentDetails = {
        title: title.trim(),
        language: choice.language,
        authority,
        asOf: asOf.trim(),
        country: several ? undefined : country === undefined ? [] : [country],
      };
      if (!given.title || !isDate(given.asOf)) {
        const known = { ...usable(given), country: several ? held.own.country : given.country };
        return form(uploadId, texts.say(language, 'admin.file.incomplete'), known, language);
      }
      const { added, blocks } = await add(held.content, given, language);
      if (added) kept.delete(uploadId);
      return blocks;
    },

    forget(personKey: string): void {
      for (const [id, file] of kept) if (file.personKey === personKey) kept.delete(id);
    },
  };
}
