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
