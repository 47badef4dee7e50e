/** What every reader turns a file into, and what it says when it cannot. */
import type { Language } from '../../contracts/language.ts';
import type { Authority, Country, Review, Source } from '../../contracts/passage.ts';

/** What a document says about itself. */
export interface DocumentMeta {
  key: string;
  title: string;
  language: Language;
  authority: Authority;
  benchmark: boolean;
  countries: Country[];
  /** `2024`, `2024-09` or `2024-09-30`. */
  asOf: string;
  /** The last day the document is used; undefined for one that stays. */
  expires?: string;
  review: Review;
  reviewBy?: string;
  /** Sources by the short name sections refer to. */
  sources: Record<string, Source>;
}

/** The text under one heading, with what its comment adds to or changes about the document. */
export interface Section {
  /** Stable name of the section in its document, shared by translations. */
  id: string;
  headingPath: string[];
  page?: number;
  /** Paragraphs separated by blank lines; list items on lines of their own. */
  text: string;
  /** Line of the heading in the file, counted from 1. */
  line: number;
  facts: string[];
  /** Names of the sources that prove the section; empty means all of the document's. */
  sourceNames: string[];
  asked: string[];
  overrides: Partial<Pick<DocumentMeta, 'authority' | 'benchmark' | 'countries' | 'asOf' | 'review'>>;
}

/** A file that was read. */
export interface SourceDocument {
  file: string;
  meta: DocumentMeta;
  sections: Section[];
  /** SHA-256 of the file, in hex. */
  hash: string;
}

/** Why a file, or a part of it, could not be used, and what to do about it. */
export interface DocumentProblem {
  file: string;
  /** Counted from 1. */
  line: number;
  /** Stable code, for tests and logs. */
  code:
    | 'not-utf8'
    | 'empty'
    | 'no-front-matter'
    | 'front-matter-unreadable'
    | 'front-matter-invalid'
    | 'section-comment-invalid'
    | 'unknown-source'
    | 'duplicate-key'
    | 'duplicate-section'
    | 'unsupported-format'
    | 'unreadable';
  message: string;
  hint: string;
}

/** The result of reading one file: a document, problems, or both (a section may be bad and the rest good). */
export interface ReadResult {
  document?: SourceDocument;
  problems: DocumentProblem[];
}

/** A file as readers get it. */
export interface FileContent {
  /** Path as it is shown to the person. */
  file: string;
  bytes: Uint8Array;
}

/** Turns the bytes of one format into a document. Never throws for bad content: that is a problem in the result. */
export type DocumentReader = (content: FileContent) => ReadResult | Promise<ReadResult>;
