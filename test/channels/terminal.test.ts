/** `dalil chat`, with scripted lines. */
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminalChannel } from '../../src/channels/terminal/index.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { answeredReply, fakeDependencies, PASSAGE, textReply } from './helpers.ts';

async function chat(lines: string[], answer: (incoming: Incoming) => Reply = defaultAnswer, interactive = false) {
  const { dependencies, heard } = fakeDependencies(answer);
  const output = new PassThrough();
  const input = Readable.from(lines.map((line) => `${line}\n`));
  await createTerminalChannel(dependencies, { input, output, interactive, language: 'en' }).run();
  output.end();
  const text: Buffer[] = await output.toArray();
  return { text: Buffer.concat(text).toString(), heard };
}

function defaultAnswer(incoming: Incoming): Reply {
  if (incoming.kind === 'joined') return textReply('Welcome.');
  if (incoming.kind !== 'choice') return answeredReply();
  const { choice } = incoming;
  if (choice.action === 'open-passage') return { ...answeredReply(), blocks: [{ type: 'passage', passage: PASSAGE }] };
  if (choice.action === 'set-language') return textReply('D’accord.', { language: choice.language });
  return textReply(`chose ${choice.action}`);
}

describe('the terminal', () => {
  it('greets, answers with sources and suggestions, and leaves', async () => {
    const { text, heard } = await chat(['What is an NRM?', 'exit', 'never read']);
    expect(heard.map(({ kind }) => kind)).toEqual(['joined', 'text']);
    expect(text).toContain('Welcome.');
    expect(text).toContain('The focal point <b>explains</b> the *services*. [1]');
    expect(text).toContain(
      '[1] Referral handbook › First 24 hours\nGuidance · Tunisia and Morocco · as of September 2024',
    );
    expect(text).toContain('ODIHR: https://www.osce.org/odihr');
    expect(text).toContain('  a) Who takes part?\n  b) Français');
    expect(text).toContain('Goodbye.');
    expect(text).not.toContain('\u001b');
  });

  it.each(['1', '[1]'])('opens source 1 with %s, also after it was opened once', async (line) => {
    const { text, heard } = await chat(['question', line, line]);
    const opened = { kind: 'choice', choice: { action: 'open-passage', passageId: PASSAGE.id } };
    expect(heard.slice(2)).toMatchObject([opened, opened]);
    expect(text).toContain('Nothing is recorded without consent.');
    expect(text).toContain('page 12');
  });

  it('takes a suggestion by its letter and says when there is none', async () => {
    const { text, heard } = await chat(['question', 'c', 'z', '7']);
    expect(heard.at(-1)).toMatchObject({ kind: 'choice', choice: { action: 'ask-a-person' } });
    expect(text).toContain('There is no suggestion z.');
    expect(text).toContain('The last answer has no source 7.');
  });

  it('takes a question back by its letter', async () => {
    const passedOn = textReply('passed on', {
      blocks: [
        { type: 'text', text: 'passed on' },
        { type: 'choices', choices: [{ label: 'Take it back', choice: { action: 'take-back', questionId: 'q-1' } }] },
      ],
    });
    const { text, heard } = await chat(['/person', 'a'], () => passedOn);
    expect(text).toContain('a) Take it back');
    expect(heard.slice(1)).toMatchObject([
      { kind: 'choice', choice: { action: 'ask-a-person' } },
      { kind: 'choice', choice: { action: 'take-back', questionId: 'q-1' } },
    ]);
  });

  it('shows a passed-on question and a form as text that moves no cursor', async () => {
    const question = { id: 'q-1', text: 'Who\u001b[2J signs?', urgent: false, language: 'en', countries: [] } as const;
    const fields = [{ name: 'title', label: 'Title of it', kind: 'text', required: true }] as const;
    const blocks: Reply['blocks'] = [
      { type: 'person-question', question: { ...question, status: 'open', askedAt: 0 } },
      { type: 'form', prompt: 'About the document', fields, submit: 'Save', base: {} },
    ];
    const { text } = await chat(['hello'], () => textReply('x', { blocks }));
    expect(text).toContain('Who [2J signs?');
    expect(text).toContain('About the document');
    expect(text).toContain('title: ');
  });

  it('cannot be written to outside a turn', async () => {
    const { dependencies } = fakeDependencies();
    const settings = {
      input: Readable.from([]),
      output: new PassThrough(),
      interactive: false,
      language: 'en',
    } as const;
    expect(createTerminalChannel(dependencies, settings).deliver).toBeUndefined();
    const { heard } = await chat(['hello']);
    expect(heard[1]?.address).toBeUndefined();
  });

  it('changes the language, and says which there are', async () => {
    const { text, heard } = await chat(['/language de', '/language fr']);
    expect(text).toContain('I answer in English (en)');
    expect(heard.at(-1)).toMatchObject({ choice: { action: 'set-language', language: 'fr' } });
    expect(text).toContain('Au revoir.');
  });

  it('marks up for a person only, and lets no document move the cursor', async () => {
    const evil = (incoming: Incoming) =>
      incoming.kind === 'joined' ? answeredReply() : textReply('before\u001b[2Jafter\u0007');
    const { text } = await chat(['hello'], evil, true);
    expect(text).toContain('\u001b[1mSources\u001b[22m');
    expect(text).toContain('before [2Jafter ');
    expect(text).toContain('You: ');
  });
});
