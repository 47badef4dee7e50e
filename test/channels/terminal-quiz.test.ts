/** Quizzes in the terminal: typed letters answer the item, and nothing else has a letter or a number meanwhile. */
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminalChannel } from '../../src/channels/terminal/index.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import type { Incoming, Reply } from '../../src/contracts/message.ts';
import { ITEM_KINDS } from '../../src/contracts/training.ts';
import { answeredReply, fakeDependencies, PASSAGE, textReply, texts } from './helpers.ts';
import * as q from './quiz-replies.ts';

async function chat(lines: string[], replies: Reply[], interactive = false) {
  const left = [...replies];
  const answer = (incoming: Incoming): Reply =>
    incoming.kind === 'joined' ? textReply('Welcome.') : (left.shift() ?? textReply('Nothing more.'));
  const { dependencies, heard } = fakeDependencies(answer);
  const output = new PassThrough();
  const input = Readable.from(lines.map((line) => `${line}\n`));
  await createTerminalChannel(dependencies, { input, output, interactive, language: 'en' }).run();
  output.end();
  const text: Buffer[] = await output.toArray();
  return { text: Buffer.concat(text).toString(), said: heard.slice(1) };
}
const typed = (text: string) => ({ kind: 'text', text });

describe('an item in the terminal', () => {
  const item = q.asking(
    q.shownItem('multiple', 'en'),
    'en',
    [q.unknown('en'), ...q.aboutAnswered('en')],
    q.shownFeedback('wrong', 'en'),
  );

  it.each(['A', 'b', 'a c', 'z', '1', '[1]', '2 1 3', '1b 2a', 'أ', 'I do not know'])(
    'lets %j through as it is typed, whatever was offered before',
    async (line) => {
      const { said, text } = await chat(['question', 'quiz', line], [answeredReply(), item]);
      expect(said.at(-1)).toMatchObject(typed(line));
      expect(text).not.toContain('There is no suggestion');
      expect(text).not.toContain('has no source');
    },
  );

  it('lists what else is offered by its words alone', async () => {
    const { text } = await chat(['quiz'], [item]);
    expect(text).toContain(
      [
        'Or send one of these as it is written:',
        '• I do not know',
        'On the question before:',
        '• Read the source\n• Ask about this\n• This question is wrong\n',
      ].join('\n'),
    );
    expect(text).toContain('A) The police alone\nB) The competent body\nC) Whoever refers\n');
    expect(text).not.toMatch(/^ *(?:[a-z]|\d)\) /mu);
  });

  it('is over with the next reply: letters and numbers mean again what that offers', async () => {
    const { said } = await chat(['quiz', 'a', 'a', '1'], [item, answeredReply()]);
    expect(said.slice(2)).toMatchObject([
      { kind: 'choice', choice: { action: 'ask', question: 'Who takes part?' } },
      { kind: 'choice', choice: { action: 'open-passage', passageId: PASSAGE.id } },
    ]);
  });

  it('leaves no letter behind when the next reply offers nothing', async () => {
    const { said } = await chat(['question', 'quiz', 'a', 'a', '1'], [answeredReply(), item, textReply('Done.')]);
    expect(said.slice(-2)).toMatchObject([typed('a'), typed('1')]);
  });

  it('still takes commands', async () => {
    const { said } = await chat(['quiz', '/language fr', '/person'], [item, item]);
    expect(said.slice(1)).toMatchObject([
      { kind: 'choice', choice: { action: 'set-language', language: 'fr' } },
      { kind: 'choice', choice: { action: 'ask-a-person' } },
    ]);
  });

  it.each(LANGUAGES.flatMap((language) => ITEM_KINDS.map((kind) => [language, kind] as const)))(
    'says everything: %s, %s',
    async (language, kind) => {
      const shown = q.shownItem(kind, language);
      const { text } = await chat(
        ['quiz'],
        [q.asking(shown, language, [q.unknown(language)], q.shownFeedback('wrong', language))],
      );
      for (const option of shown.options) expect(text).toContain(`${option.letter}) ${option.text}`);
      for (const words of [shown.place, shown.prompt, shown.how, ...shown.left]) expect(text).toContain(words);
      expect(text).toContain(texts.say(language, 'quiz.verdict.wrong'));
    },
  );
});

describe('colours', () => {
  const blocks: Reply['blocks'] = [
    { type: 'quiz-feedback', feedback: q.shownFeedback('right', 'en', { why: 'So\u001b[2J it is.' }) },
    { type: 'quiz-result', result: q.shownResult('en') },
  ];

  it('are there for a person only', async () => {
    const { text } = await chat(['quiz'], [q.quizReply(blocks)]);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('✓ Right');
    expect(text).toContain('●●○ 2 of 3');
  });

  it('show the verdict and the bars, end where they should, and nothing in a quiz moves the cursor', async () => {
    const { text } = await chat(['quiz'], [q.quizReply(blocks)], true);
    expect(text).toContain('\u001b[32m\u001b[1m✓ Right\u001b[22m\u001b[39m');
    expect(text).toContain('\u001b[32m●●○\u001b[39m 2 of 3');
    expect(text).toContain('So [2J it is.');
  });

  it.each([
    ['wrong', 31],
    ['unknown', 36],
  ] as const)('are others for %s', async (verdict, colour) => {
    const feedback = q.shownFeedback(verdict, 'en');
    const { text } = await chat(['quiz'], [q.quizReply([{ type: 'quiz-feedback', feedback }])], true);
    expect(text).toContain(`\u001b[${colour}m\u001b[1m`);
  });
});
