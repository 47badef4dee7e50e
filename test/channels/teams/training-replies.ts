/** Steps of trainings to draw, in every language: items of each kind, feedback, a result, cards to read, menus. */
import type { Language } from '../../../src/contracts/language.ts';
import type { Block, Choice, OfferedChoice, Reply, ShownItem } from '../../../src/contracts/message.ts';
import { ITEM_KINDS, type ItemKind } from '../../../src/contracts/training.ts';
import { letterOf } from '../../../src/training/letters.ts';
import { PASSAGE } from '../helpers.ts';
import { reply, WORDS } from './replies.ts';

export const ATTEMPT = 'b7d1c0a2-1111-4222-8333-944455556666';
export const KINDS = ITEM_KINDS;

/** An item of a kind with so many options. */
export function item(kind: ItemKind, language: Language, changes: Partial<ShownItem> = {}): ShownItem {
  const count = kind === 'truefalse' ? 2 : 4;
  return {
    ...{ attemptId: ATTEMPT, itemId: 'N07', kind, done: 2, total: 8 },
    place: `${WORDS[language]} · 3`,
    prompt: WORDS[language],
    left: kind === 'match' ? ['x', 'y', 'z'].map((end) => `${WORDS[language]} ${end}`) : [],
    options: Array.from({ length: count }, (_option, at) => ({
      id: 'abcdefgh'.charAt(at),
      letter: letterOf(at, language),
      text: `${WORDS[language]} ${at}`,
    })),
    how: '…',
    ...changes,
  };
}

const offered = (label: string, choice: Choice): OfferedChoice => ({ label, choice });

/** "I do not know". */
export const UNKNOWN = offered('?', { action: 'answer-item', attemptId: ATTEMPT, itemId: 'N07', given: [] });
/** About the item that is asked. */
export const WRONG_ITEM = offered('Wrong', { action: 'challenge-item', module: 'nrm', itemId: 'N07' });
/** About the item that was answered. */
export const ABOUT_ANSWER: OfferedChoice[] = [
  offered('Read the source', { action: 'open-passage', passageId: 'en/nrm#1' }),
  offered('Ask about this', { action: 'ask', question: 'First 24 hours' }),
  offered('This is wrong', { action: 'challenge-item', module: 'nrm', itemId: 'N03' }),
];

export const choices = (...list: OfferedChoice[]): Block => ({ type: 'choices', choices: list });

export const feedback = (
  verdict: 'right' | 'wrong' | 'unknown',
  language: Language,
): Extract<Block, { type: 'quiz-feedback' }> => ({
  type: 'quiz-feedback',
  feedback: {
    itemId: 'N03',
    verdict,
    heading: `${verdict} ${WORDS[language]}`,
    given: verdict === 'wrong' ? 'given\nin two lines' : undefined,
    expected: verdict === 'right' ? undefined : 'expected',
    why: `why ${WORDS[language]}`,
    source: 'Handbook › Part',
  },
});

/** An item alone, as a run begins. */
export const first = (kind: ItemKind, language: Language): Reply =>
  reply([{ type: 'quiz-item', item: item(kind, language) }, choices(UNKNOWN, WRONG_ITEM)], { language });

/** Feedback, then the next item. */
export const step = (kind: ItemKind, language: Language, verdict: 'right' | 'wrong' | 'unknown' = 'wrong'): Reply =>
  reply(
    [feedback(verdict, language), { type: 'quiz-item', item: item(kind, language) }, choices(UNKNOWN, ...ABOUT_ANSWER)],
    { language },
  );

export const AFTER_RESULT: OfferedChoice[] = [
  offered('Certificate', { action: 'ask-certificate', module: 'nrm' }),
  offered('See what was wrong', { action: 'look-back', attemptId: ATTEMPT, at: 0 }),
  offered('Try again', { action: 'retry-wrong', attemptId: ATTEMPT }),
  offered('Back', { action: 'open-module', module: 'nrm' }),
];

export const result = (language: Language, right = 9): Reply =>
  reply(
    [
      {
        type: 'quiz-result',
        result: {
          ...{ heading: `Final ${WORDS[language]}`, score: `${right} of 12`, right, items: 12, passMark: 70 },
          verdict: right >= 9 ? 'Passed' : 'Not yet',
          topics: [
            { label: 'All of it', right: 3, items: 3, score: '3 of 3' },
            { label: 'Some of it', right: 2, items: 3, score: '2 of 3' },
            { label: 'None of it', right: 0, items: 2, score: '0 of 2' },
          ],
          comparison: 'You 9; the group 7.4.',
        },
      },
      choices(...AFTER_RESULT),
    ],
    { language },
  );

export const ON_READING: OfferedChoice[] = [
  offered('Read on', { action: 'read-on', attemptId: ATTEMPT, step: 3 }),
  offered('Stop', { action: 'leave-run', attemptId: ATTEMPT }),
];

/** A card to read in a session. */
export const reading = (language: Language, text = PASSAGE.text): Reply =>
  reply(
    [
      { type: 'text', text: WORDS[language] },
      { type: 'passage', passage: { ...PASSAGE, language, text } },
      choices(...ON_READING),
    ],
    { language },
  );

export const MENU: OfferedChoice[] = [
  offered('National referral mechanisms', { action: 'open-module', module: 'nrm' }),
  offered('Reminders', { action: 'open-reminders' }),
];

export const menu = (language: Language): Reply =>
  reply([{ type: 'text', text: WORDS[language] }, choices(...MENU)], { language });

/** Every choice that works in place, with everything it can hold. */
export const IN_PLACE: Choice[] = [
  { action: 'open-training' },
  { action: 'open-module', module: 'nrm' },
  { action: 'begin-run', module: 'nrm', phase: 'session', session: 2 },
  { action: 'begin-run', module: 'nrm', phase: 'final' },
  { action: 'answer-item', attemptId: ATTEMPT, itemId: 'N07', given: ['c', 'a'] },
  { action: 'answer-item', attemptId: ATTEMPT, itemId: 'N07', given: [] },
  { action: 'read-on', attemptId: ATTEMPT, step: 0 },
  { action: 'continue-run', attemptId: ATTEMPT },
  { action: 'leave-run', attemptId: ATTEMPT },
  { action: 'retry-wrong', attemptId: ATTEMPT },
  { action: 'look-back', attemptId: ATTEMPT, at: 2 },
  { action: 'challenge-item', module: 'nrm', itemId: 'N07' },
  { action: 'challenge-item', module: 'nrm', itemId: 'N07', reason: 'out-of-date' },
  { action: 'join-event', event: 'TUN-2026-05' },
  { action: 'open-reminders' },
  { action: 'set-reminders', hour: 7, timeZone: 'Africa/Tunis' },
  { action: 'set-reminders' },
  { action: 'pause-reminders' },
  { action: 'stop-reminders' },
  { action: 'open-events' },
  { action: 'open-event', event: 'TUN-2026-05' },
  { action: 'open-item-queue', at: 1 },
  { action: 'decide-item', module: 'nrm', itemId: 'N07', keep: true },
  { action: 'decide-item', module: 'nrm', itemId: 'N07', keep: false },
];

/** Choices whose answer is a message of its own. */
export const BESIDE: Choice[] = [
  { action: 'open-passage', passageId: 'en/nrm#1' },
  { action: 'ask', question: 'Why?' },
  { action: 'ask-certificate', module: 'nrm' },
  { action: 'delete-certificate', code: 'ABCD-1234' },
  { action: 'link-channels' },
  { action: 'describe-event' },
  { action: 'open-report', event: 'TUN-2026-05' },
];
