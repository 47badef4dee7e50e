/** Ids of buttons and rows: what is tapped is what was offered, and nothing else is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTapId, shortReplyId, tapId } from '../../../src/channels/whatsapp/tap-id.ts';
import { LANGUAGES } from '../../../src/contracts/language.ts';
import type { Choice } from '../../../src/contracts/message.ts';

const questionId = fc.stringMatching(/^[\w-]{1,40}$/);
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 250 }), fc.string({ unit: 'grapheme' }));
const standing: fc.Arbitrary<Choice> = fc.oneof(
  anything.map((question): Choice => ({ action: 'ask', question })),
  anything.map((passageId): Choice => ({ action: 'open-passage', passageId })),
  fc.constantFrom(...LANGUAGES).map((language): Choice => ({ action: 'set-language', language })),
  questionId.map((id): Choice => ({ action: 'take-back', questionId: id })),
  questionId.map((id): Choice => ({ action: 'take-question', questionId: id })),
  fc
    .tuple(questionId, fc.boolean())
    .map(([draftId, approve]): Choice => ({ action: 'decide-draft', draftId, approve })),
);
const dependent = fc.constantFrom<Choice>({ action: 'ask-a-person' }, { action: 'pass-on-last' });

describe('tapId', () => {
  it.each<[string, Choice]>([
    ['a question', { action: 'ask', question: 'Who grants the reflection period?' }],
    ['a question in Arabic', { action: 'ask', question: 'من يمنح مهلة التفكير؟' }],
    ['a question with colons and line-like marks', { action: 'ask', question: 'd1:q: : a/b?' }],
    ['a passage', { action: 'open-passage', passageId: 'en/nrm#first-24-hours~2' }],
    ['a language', { action: 'set-language', language: 'ar' }],
    ['taking back', { action: 'take-back', questionId: 'q-7f3a9c' }],
    ['taking', { action: 'take-question', questionId: 'q-7f3a9c' }],
    ['approving', { action: 'decide-draft', draftId: 'd-1', approve: true }],
    ['rejecting', { action: 'decide-draft', draftId: 'd-1', approve: false }],
  ])('stands for %s, in whichever reply', (_name, choice) => {
    const id = tapId(choice, 'reply-1');
    expect(id).toBeDefined();
    expect(tapId(choice, 'reply-2')).toBe(id);
    expect(readTapId(id ?? '')).toEqual({ choice });
  });

  it.each<Choice>([{ action: 'ask-a-person' }, { action: 'pass-on-last' }])('tells the reply of $action', (choice) => {
    const [first, second] = [tapId(choice, 'reply-1'), tapId(choice, 'reply-2')];
    expect(first).not.toBe(second);
    expect(readTapId(first ?? '')).toEqual({ choice, replyId: shortReplyId('reply-1') });
    expect(shortReplyId('reply-1')).not.toBe(shortReplyId('reply-2'));
  });

  it.each<[string, Choice]>([
    ['a question too long', { action: 'ask', question: 'x'.repeat(196) }],
    ['an empty question', { action: 'ask', question: '' }],
    ['a space at an end', { action: 'ask', question: 'Who? ' }],
    ['a line break', { action: 'ask', question: 'Who?\nWhen?' }],
    ['half a character', { action: 'ask', question: 'a\uD800' }],
    ['an id of another form', { action: 'take-back', questionId: 'q 1' }],
    ['words of the person', { action: 'answer-question', questionId: 'q-1', answer: '' }],
  ])('is none for %s', (_name, choice) => {
    expect(tapId(choice, 'reply-1')).toBeUndefined();
  });

  it('serves a row up to its last character', () => {
    expect(tapId({ action: 'ask', question: 'x'.repeat(195) }, 'reply-1')).toHaveLength(200);
  });

  it('is sent as Meta asks, and means the same when it comes back', () => {
    fc.assert(
      fc.property(fc.oneof(standing, dependent), fc.string(), (choice, replyId) => {
        const id = tapId(choice, replyId);
        if (id === undefined) return;
        expect(id.length).toBeLessThanOrEqual(200);
        expect(id).toBe(id.trim());
        expect(readTapId(id)?.choice).toEqual(choice);
      }),
    );
  });

  it('is there for every short question', () => {
    const question = fc.stringMatching(/^[\p{L}\p{N}?!:’'-]{1,90}$/u);
    fc.assert(
      fc.property(question, (words) => {
        expect(tapId({ action: 'ask', question: words }, 'reply-1')).toBeDefined();
      }),
    );
  });
});

describe('readTapId', () => {
  it.each([
    '',
    'd1',
    'd1:',
    'd1:q',
    'd1:q:',
    'd1:z:x',
    'd2:q:Who?',
    ' d1:q:Who?',
    'd1:l:de',
    'd1:b:q 1',
    'd1:h:',
    'd1:h:short',
    'd1:o:not-twelve-characters',
    'constructor',
    'toString:x',
    '{"action":"ask-a-person"}',
  ])('is undefined for %j', (id) => {
    expect(readTapId(id)).toBeUndefined();
  });

  it('never throws', () => {
    const garbage = fc.oneof(
      anything,
      anything.map((text) => `d1:${text}`),
      fc.tuple(fc.constantFrom(...'qplbtynhoz'), anything).map(([letter, text]) => `d1:${letter}:${text}`),
    );
    fc.assert(
      fc.property(garbage, (id) => {
        expect(() => readTapId(id)).not.toThrow();
      }),
    );
  });
});
