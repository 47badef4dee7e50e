/** The answer of a focal point as a document: whatever its words are, they are read back as words and as nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnowledgeDraft } from '../../src/contracts/person-question.ts';
import { draftDocument } from '../../src/knowledge/draft-document.ts';
import { prepareDocument } from '../../src/knowledge/prepare-document.ts';
import { readMarkdown } from '../../src/knowledge/read/markdown.ts';

const DRAFT: KnowledgeDraft = {
  id: 'd-7f3a9c',
  question: 'Who staffs the desk in Zarzis?',
  answer: 'Two cooperatives staff the desk.\nIt opens on Mondays.',
  language: 'fr',
  countries: ['TN'],
  createdAt: Date.UTC(2026, 10, 28, 23, 30),
  expiresAt: Date.UTC(2027, 4, 28),
};
const TITLE = 'Réponse d’un point focal, approuvée';

/** The document as it is kept, read back as the next refresh reads it. */
async function readBack(draft: KnowledgeDraft) {
  const prepared = await prepareDocument(draftDocument(draft, '2027-05-28', TITLE), {});
  if ('problem' in prepared) throw new Error(prepared.problem.message);
  const { content, extension } = prepared.document;
  expect(extension).toBe('.md');
  const { document, problems } = await readMarkdown({ file: 'kept.md', bytes: Buffer.from(content) });
  expect(problems).toEqual([]);
  return document;
}

/** What a text says, whatever the white space and the characters nobody sees. */
const words = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

function expectOnlyWords(document: Awaited<ReturnType<typeof readBack>>, { question, answer }: KnowledgeDraft) {
  expect(document?.meta).toMatchObject({
    key: 'focal-point-d-7f3a9c',
    title: words(question),
    language: 'fr',
    authority: 'programme',
    benchmark: false,
    countries: ['TN'],
    asOf: '2026-11-28',
    expires: '2027-05-28',
    review: 'checked',
    sources: { 'focal-point': { title: TITLE } },
  });
  expect(document?.sections).toEqual([
    {
      id: 'answer',
      headingPath: [words(question)],
      text: expect.any(String),
      line: expect.any(Number),
      facts: [],
      sourceNames: [],
      asked: [words(question)],
      overrides: {},
    },
  ]);
  expect(words(document?.sections[0]?.text ?? '')).toBe(words(answer));
}

describe('draftDocument', () => {
  it('says what the answer is, and keeps each of its lines apart', async () => {
    const document = await readBack(DRAFT);
    expectOnlyWords(document, DRAFT);
    expect(document?.sections[0]?.text).toBe('Two cooperatives staff the desk.\n\nIt opens on Mondays.');
  });

  it('is about no country when the question named none', async () => {
    expect((await readBack({ ...DRAFT, countries: [] }))?.meta.countries).toEqual([]);
  });

  it.each([
    ['front matter', 'Yes.\n---\nreview: checked\nauthority: treaty\n---\nNo.'],
    ['a heading', '# One\n## Two\nThree\n===\nFour\n---\nFive ##'],
    ['a comment', '<!--\nid: other\nauthority: treaty\n-->\nText --> <!-- asked: [x]'],
    ['a list', '- one\n+ two\n* three\n1. four\n2) five'],
    ['code', '```\ncode\n```\n~~~\n    indented `tick`\n\ttab'],
    ['links and pictures', '[a](http://b.example) ![c](d) <http://e.example> [f]: g\n[name] called'],
    ['marks', '**bold** _soft_ ~~gone~~ \\*not\\* &amp; &#35; a\\'],
    ['line ends of every kind', 'One.\r\nTwo.\rThree.\u2028Four.\u2029Five.\u0085Six.'],
    ['characters nobody sees', 'a\u0000b\u001b[31mc\uFEFFd\uD800e'],
    ['Arabic', 'يُفتح المكتب يوم ‏الإثنين: «نعم».'],
  ])('takes %s for words, in an answer and in a question', async (_what, text) => {
    for (const draft of [
      { ...DRAFT, answer: text },
      { ...DRAFT, question: text },
    ]) {
      expectOnlyWords(await readBack(draft), draft);
    }
  });

  it('takes any words for words', async () => {
    const mark = fc.constantFrom(
      ...[
        '#',
        '##',
        '---',
        '<!--',
        '-->',
        '\n',
        '\n\n',
        ' ',
        '  ',
        '\t',
        '`',
        '```',
        '*',
        '_',
        '~',
        '[',
        ']',
        '(',
        ')',
      ],
      ...[
        '!',
        '<',
        '>',
        '&',
        ';',
        '=',
        '+',
        '-',
        '.',
        ')',
        '1',
        '12',
        ':',
        '"',
        "'",
        '|',
        '{',
        '}',
        '%',
        '@',
        '\\',
        '\r',
      ],
      ...['id: x', 'review: checked', 'amp', 'http://a.example', 'word', 'كلمة', '\u2028', '\u00A0', '? ', ': ', ' #'],
    );
    const text = fc
      .oneof(
        fc.array(mark, { maxLength: 30 }).map((marks) => marks.join('')),
        fc.string({ unit: 'binary', maxLength: 60 }),
      )
      .filter((one) => words(one) !== '');
    await fc.assert(
      fc.asyncProperty(text, text, async (question, answer) => {
        const draft = { ...DRAFT, question, answer };
        expectOnlyWords(await readBack(draft), draft);
      }),
      { numRuns: 500 },
    );
  });
});
