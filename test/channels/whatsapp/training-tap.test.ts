/** Ids of what can be chosen in a training: each reads back to the same choice, whenever and wherever it is tapped. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWhatsApp } from '../../../src/channels/whatsapp/parse.ts';
import { readTapId, shortReplyId, tapId } from '../../../src/channels/whatsapp/tap-id.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Choice, Envelope, TrainingChoice } from '../../../src/contracts/message.ts';
import { CHALLENGE_REASONS } from '../../../src/contracts/training.ts';

const runId = fc.stringMatching(/^[\w-]{1,40}$/);
const module = fc.stringMatching(/^[a-z][a-z-]{2,30}$/);
const itemId = fc.stringMatching(/^[A-Z]{1,2}\d{2,3}$/);
const code = fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{2,30}$/);
const count = fc.nat({ max: 1_000 });
const given = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const phase = fc.constantFrom(
  'pretest' as const,
  'session' as const,
  'practice' as const,
  'final' as const,
  'review' as const,
);
const timeZone = fc.constantFrom('Africa/Tunis', 'America/Port-au-Prince', 'UTC', 'America/Argentina/Buenos_Aires');

/** How each choice may be filled in; undefined for one that asks for words of the person. */
const FORMS: {
  [A in TrainingChoice['action']]: fc.Arbitrary<Omit<Extract<TrainingChoice, { action: A }>, 'action'>> | undefined;
} = {
  'open-training': fc.record({}),
  'open-module': fc.record({ module }),
  'begin-run': fc.record({ module, phase, session: maybe(fc.integer({ min: 1, max: 4 })) }),
  'answer-item': fc.record({ attemptId: runId, itemId, given }),
  'read-on': fc.record({ attemptId: runId, step: count }),
  'continue-run': fc.record({ attemptId: runId }),
  'leave-run': fc.record({ attemptId: runId }),
  'retry-wrong': fc.record({ attemptId: runId }),
  'look-back': fc.record({ attemptId: runId, at: count }),
  'challenge-item': fc.record({ module, itemId, reason: maybe(fc.constantFrom(...CHALLENGE_REASONS)) }),
  'ask-certificate': fc.record({ module }),
  'delete-certificate': fc.record({ code: fc.stringMatching(/^[A-Z0-9-]{4,40}$/) }),
  'join-event': fc.record({ event: code }),
  'link-channels': fc.record({}),
  'open-reminders': fc.record({}),
  'set-reminders': fc.record({ hour: maybe(fc.nat({ max: 23 })), timeZone: maybe(timeZone) }),
  'pause-reminders': fc.record({}),
  'stop-reminders': fc.record({}),
  'open-events': fc.record({}),
  'describe-event': undefined,
  'create-event': undefined,
  'open-event': fc.record({ event: code }),
  'open-report': fc.record({ event: maybe(code) }),
  'open-item-queue': fc.record({ at: count }),
  'decide-item': fc.record({ module, itemId, keep: fc.boolean() }),
};
const tappable = Object.entries(FORMS).flatMap(([action, form]) =>
  form === undefined
    ? []
    : [[action, (form as fc.Arbitrary<object>).map((fields) => ({ action, ...fields }) as Choice)] as const],
);

describe('the id of a choice of a training', () => {
  it.each(tappable)('reads back to the same choice: %s', (_action, choices) => {
    fc.assert(
      fc.property(choices, fc.string(), (choice, replyId) => {
        const id = tapId(choice, replyId) ?? '';
        expect(id).toMatch(/^d1:[a-z]{2}(?::|$)/u);
        expect(id.length).toBeLessThanOrEqual(200);
        expect(readTapId(id)).toEqual({ choice });
        // Nothing in it depends on the reply: it means the same on a message of last week.
        expect(tapId(choice, `${replyId}, later`)).toBe(id);
      }),
    );
  });

  it('differs for different choices', () => {
    const any = fc.oneof(...tappable.map(([, choices]) => choices));
    fc.assert(
      fc.property(any, any, (one, other) => {
        const areSame = JSON.stringify(one) === JSON.stringify(other);
        expect(tapId(one, 'r') === tapId(other, 'r')).toBe(areSame);
      }),
    );
  });

  it.each<[string, TrainingChoice]>([
    ['d1:ai:run-1:N07:b', { action: 'answer-item', attemptId: 'run-1', itemId: 'N07', given: ['b'] }],
    ['d1:ai:run-1:N07:', { action: 'answer-item', attemptId: 'run-1', itemId: 'N07', given: [] }],
    ['d1:br:nrm:session:2', { action: 'begin-run', module: 'nrm', phase: 'session', session: 2 }],
    ['d1:ro:run-1:0', { action: 'read-on', attemptId: 'run-1', step: 0 }],
    ['d1:ci:nrm:N07:', { action: 'challenge-item', module: 'nrm', itemId: 'N07' }],
    ['d1:sr:0:', { action: 'set-reminders', hour: 0 }],
    ['d1:ot', { action: 'open-training' }],
    ['d1:di:nrm:N07:false', { action: 'decide-item', module: 'nrm', itemId: 'N07', keep: false }],
  ])('is %s for good: it stands in messages already sent', (id, choice) => {
    expect(tapId(choice, 'r')).toBe(id);
    expect(readTapId(id)).toEqual({ choice });
  });

  it.each<[string, TrainingChoice]>([
    ['a form to be filled in', { action: 'describe-event' }],
    [
      'what a form sends',
      {
        action: 'create-event',
        ...{ name: 'x', place: 'x', startsOn: '2026-05-28', endsOn: '2026-05-28' },
        ...{ module: 'all', language: LANGUAGES[0] ?? 'en', code: 'TUN-2026' },
      },
    ],
    ['an option that is none', { action: 'answer-item', attemptId: 'r', itemId: 'N07', given: ['x'] }],
    ['an id that would not fit', { action: 'open-module', module: 'a:b' }],
    ['a step that is none', { action: 'read-on', attemptId: 'r', step: -1 }],
  ])('is none for %s', (_name, choice) => {
    expect(tapId(choice, 'r')).toBeUndefined();
  });

  it.each([
    'd1:zz',
    'd1:ai',
    'd1:ai:r:N07',
    'd1:ai:r:N07:b:c',
    'd1:ot:',
    'd1:ro:r:',
    'd1:AI:r:N07:b',
    'd2:ot',
    'd1:constructor',
  ])('is not read: %s', (id) => {
    expect(readTapId(id)).toBeUndefined();
  });

  it('is read without throwing, whatever follows its letters', () => {
    const letters = fc.stringMatching(/^[a-z]{2}$/);
    fc.assert(
      fc.property(letters, fc.array(fc.string({ unit: 'binary' })), (two, values) => {
        expect(() => readTapId(['d1', two, ...values].join(':'))).not.toThrow();
      }),
    );
  });
});

describe('a tap on an old message', () => {
  const ENVELOPE: Envelope = {
    ...{ messageId: 'm1', channel: 'whatsapp', conversationId: 'c1', personId: 'p1', scope: 'personal', roles: [] },
    receivedAt: 1,
  };
  const tap = (choice: Choice) => {
    const id = tapId(choice, 'an older reply');
    const message = { id: 'wamid.1', type: 'interactive', interactive: { type: 'list_reply', list_reply: { id } } };
    return parseWhatsApp({ message, sender: {}, phoneNumberId: '1' }, ENVELOPE, shortReplyId('the last reply'));
  };

  it('still says which question of which run it answered, so that it is told from a new one', () => {
    const choice: Choice = { action: 'answer-item', attemptId: 'run-1', itemId: 'N03', given: ['c'] };
    expect(tap(choice)).toEqual({ ...ENVELOPE, kind: 'choice', choice });
  });

  it('is stale only for what depends on the conversation', () => {
    expect(tap({ action: 'ask-a-person' })).toEqual({ ...ENVELOPE, kind: 'stale' });
  });
});
