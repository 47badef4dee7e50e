/** Reading documents: what is understood, and that every bad one is reported by file, line and what to do. */
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/knowledge/read/markdown.ts';
import { readPlainText } from '../../src/knowledge/read/plain-text.ts';
import { frontMatter } from '../fixtures/knowledge.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const markdown = (text: string) => readMarkdown({ file: 'a.md', bytes: encode(text) });
const plain = (text: string) => readPlainText({ file: 'a.txt', bytes: encode(text) });

describe('Markdown', () => {
  it('makes a section of every heading and reads its comment', async () => {
    const { document, problems } =
      await markdown(`${frontMatter({ sources: '{ S1: { title: A source, url: "https://example.org/a" } }' })}
# Title

## First question?
<!--
id: first
facts: [F1.1, F1.2]
sources: [S1]
asked:
  - "how do I start"
authority: treaty
benchmark: true
country: TN
review: checked
-->

One sentence.
Broken over two lines.

- a list item
- another

### A detail

More.
`);
    expect(problems).toEqual([]);
    expect(document?.meta).toMatchObject({
      key: 'safe-referral',
      countries: [],
      benchmark: false,
      review: 'unchecked',
    });
    expect(document?.sections).toMatchObject([
      {
        id: 'first',
        headingPath: ['First question?'],
        text: 'One sentence. Broken over two lines.\n\n- a list item\n- another',
        facts: ['F1.1', 'F1.2'],
        sourceNames: ['S1'],
        asked: ['how do I start'],
        overrides: { authority: 'treaty', benchmark: true, countries: ['TN'], review: 'checked' },
      },
      { id: 'a-detail', headingPath: ['First question?', 'A detail'], text: 'More.' },
    ]);
  });

  it('never shows comments, and gives repeated headings different ids', async () => {
    const { document } = await markdown(`${frontMatter()}
## Same
<!-- a remark of the writer -->
One.

## Same

Two.
`);
    expect(document?.sections.map(({ id, text }) => [id, text])).toEqual([
      ['same', 'One.'],
      ['same-2', 'Two.'],
    ]);
  });

  it.each([
    ['no front matter', '# Only a heading\n\nText.', 'no-front-matter', 1],
    ['an empty file', '  \n \n', 'empty', 1],
    ['no text', `${frontMatter()}\n## Heading\n`, 'empty', 8],
    ['no title', `${frontMatter({ title: undefined })}\nText.`, 'front-matter-invalid', 1],
    ['an unknown language', `${frontMatter({ language: 'de' })}\nText.`, 'front-matter-invalid', 4],
    ['an unknown authority', `${frontMatter({ authority: 'rumour' })}\nText.`, 'front-matter-invalid', 5],
    ['a bad date', `${frontMatter({ asOf: 'last year' })}\nText.`, 'front-matter-invalid', 6],
    ['an unknown country', `${frontMatter({ country: 'XX' })}\nText.`, 'front-matter-invalid', 7],
    ['a bad key', `${frontMatter({ key: 'Not A Key' })}\nText.`, 'front-matter-invalid', 2],
    ['unreadable front matter', `${frontMatter({ title: 'a: b: c' })}\nText.`, 'front-matter-unreadable', 3],
  ])('reports %s with its line', async (_, text, code, line) => {
    const { document, problems } = await markdown(text);
    expect(document).toBeUndefined();
    expect(problems[0]).toMatchObject({ file: 'a.md', code, line });
    expect(problems[0]?.message).not.toBe('');
    expect(problems[0]?.hint).not.toBe('');
  });

  it('reports a file that is not UTF-8 with the line where it stops being so', async () => {
    const bytes = Buffer.concat([encode(`${frontMatter()}\nText.\n`), Buffer.from([0xe9, 0x74, 0xe9])]);
    expect((await readMarkdown({ file: 'a.md', bytes })).problems).toMatchObject([{ code: 'not-utf8', line: 10 }]);
  });

  it('reports a bad comment or an unknown source and reads the rest', async () => {
    const bad = await markdown(`${frontMatter()}\n## A\n<!--\nid: Not An Id\n-->\n\nText.`);
    expect(bad.document?.sections).toHaveLength(1);
    expect(bad.problems).toMatchObject([{ code: 'section-comment-invalid', line: 10 }]);
    const unknown = await markdown(`${frontMatter()}\n## A\n<!--\nsources: [S9]\n-->\n\nText.`);
    expect(unknown.problems).toMatchObject([{ code: 'unknown-source', line: 9 }]);
  });

  it('reads Windows line ends and a byte order mark', async () => {
    const { document } = await markdown(`\uFEFF${frontMatter()}\n## A\n\nText.`.replaceAll('\n', '\r\n'));
    expect(document?.sections).toMatchObject([{ headingPath: ['A'], text: 'Text.' }]);
  });
});

describe('plain text', () => {
  it('joins broken lines, and takes lines in capitals as headings', async () => {
    const { document } = await plain(`${frontMatter()}
RESULTS UP TO **SEPTEMBER** 2024

CAPACITY BUILDING

89 stakeholders were
trained.

- one
- two

NEXT STEPS

More training.
`);
    expect(document?.sections.map(({ headingPath, text }) => [headingPath, text])).toEqual([
      [['RESULTS UP TO SEPTEMBER 2024', 'CAPACITY BUILDING'], '89 stakeholders were trained.\n\n- one\n- two'],
      [['NEXT STEPS'], 'More training.'],
    ]);
  });

  it('does not take a short sentence or a number for a heading', async () => {
    const { document } = await plain(`${frontMatter()}\nThe NRM.\n\n2024\n\nIOM AND UNHCR AGREED.\n`);
    expect(document?.sections).toHaveLength(1);
  });

  it('says how to add a text that does not say what it is', async () => {
    expect((await plain('Just text.')).problems).toMatchObject([{ code: 'no-front-matter' }]);
  });
});
