/** What Dalil makes of every kind of activity Teams sends. */
import { describe, expect, it } from 'vitest';
import { isRemoval, parseTeams, scopeOf } from '../../../src/channels/teams/parse.ts';
import type { Envelope } from '../../../src/contracts/message.ts';
import { ACTIVITY_NAMES, sdkActivity } from '../../fixtures/teams/activities.ts';

const ENVELOPE: Envelope = {
  messageId: 'm1',
  channel: 'teams',
  conversationId: 'c1',
  personId: 'p1',
  scope: 'personal',
  roles: [],
  receivedAt: 1,
};

const ANSWER = { action: 'answer-item', attemptId: 'b7d1c0a2', itemId: 'N07' };

/** Undefined: nobody said anything to Dalil. */
const EXPECTED: Record<string, object | undefined> = {
  'personal-text': { kind: 'text', text: 'What is an NRM?', messageId: 'm1' },
  'personal-typed-language': { kind: 'choice', choice: { action: 'set-language', language: 'ar' } },
  'personal-number': { kind: 'text', text: '1' },
  'personal-submit': { kind: 'choice', choice: { action: 'open-passage', passageId: 'en/nrm#what' } },
  'personal-submit-not-ours': { kind: 'unsupported', reason: 'unknown' },
  'personal-suggested-action': { kind: 'text', text: 'Qui identifie une victime présumée ?' },
  'personal-picture': { kind: 'unsupported', reason: 'image' },
  'personal-voice': { kind: 'unsupported', reason: 'audio' },
  'personal-file': { kind: 'unsupported', reason: 'attachment' },
  'personal-empty': { kind: 'unsupported', reason: 'unknown' },
  'group-mention': { kind: 'text', text: 'qui signe ?' },
  'group-talk': undefined,
  'group-other-mention': undefined,
  'group-submit': { kind: 'choice', choice: { action: 'ask-a-person' } },
  'channel-mention': { kind: 'text', text: 'What is an NRM?' },
  edited: { kind: 'text', text: 'What is a referral?', messageId: expect.stringContaining('m1:edited:') },
  'edited-undeleted': { kind: 'text', text: 'What is an NRM?' },
  'edited-in-group': undefined,
  deleted: { kind: 'retracted', messageId: 'm1:deleted' },
  'reaction-like': { kind: 'feedback', helpful: true, replyToId: '1763765000000' },
  'reaction-sad': undefined,
  'reaction-removed': undefined,
  'installed-personal': { kind: 'joined' },
  'upgraded-personal': undefined,
  'removed-personal': undefined,
  'installed-group': { kind: 'joined' },
  'installed-team': { kind: 'joined' },
  'removed-team': undefined,
  'members-added': undefined,
  'members-added-elsewhere': { kind: 'joined' },
  'bot-removed-from-group': undefined,
  'channel-renamed': undefined,
  'card-take': { kind: 'choice', choice: { action: 'take-question', questionId: 'q-1a2b3c' } },
  'card-answer': {
    kind: 'choice',
    choice: { action: 'answer-question', questionId: 'q-1a2b3c', answer: 'Ask the national unit first.' },
  },
  'card-unknown': undefined,
  'quiz-tap': { kind: 'choice', choice: { ...ANSWER, given: ['b'] } },
  'quiz-unknown': { kind: 'choice', choice: { ...ANSWER, given: [] } },
  'quiz-unreadable': undefined,
  'quiz-form': { kind: 'choice', choice: { ...ANSWER, given: ['c', 'a', 'b'] } },
  'quiz-form-of-many': { kind: 'choice', choice: { ...ANSWER, given: ['a', 'c'] } },
  'quiz-go-on-below': { kind: 'choice', choice: { action: 'continue-run', attemptId: 'b7d1c0a2' } },
  'quiz-in-group': { kind: 'choice', choice: { action: 'open-training' } },
  'suggested-submit': { kind: 'choice', choice: { action: 'set-language', language: 'ar' } },
  'feedback-custom': { kind: 'feedback', helpful: false, reason: 'wrong-source', replyToId: '1763765000000' },
  'feedback-default': { kind: 'feedback', helpful: true, reason: undefined, replyToId: '1763765000000' },
  'feedback-words-alone': { kind: 'feedback', helpful: false, reason: undefined, replyToId: undefined },
  'feedback-form': undefined,
  'unknown-invoke': undefined,
  typing: undefined,
  'end-of-conversation': undefined,
  event: undefined,
};

describe('parseTeams', () => {
  it('has an expectation for every recorded activity', () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(ACTIVITY_NAMES.toSorted());
  });

  it.each(Object.entries(EXPECTED))('reads %s', (name, expected) => {
    const incoming = parseTeams(sdkActivity(name), ENVELOPE);
    if (expected === undefined) expect(incoming).toBeUndefined();
    else expect(incoming).toMatchObject(expected);
  });

  it('keeps none of the words of a verdict', () => {
    expect(JSON.stringify(parseTeams(sdkActivity('feedback-default'), ENVELOPE))).not.toContain('Amal');
  });

  it('takes each edit for a message of its own', () => {
    const first = sdkActivity('edited');
    const second = { ...first, timestamp: new Date(Number(first.timestamp) + 1) };
    const ids = [first, second, second].map((activity) => parseTeams(activity, ENVELOPE)?.messageId);
    expect(new Set(ids).size).toBe(2);
  });
});

it.each([
  ['personal-text', 'personal'],
  ['group-mention', 'group'],
  ['channel-mention', 'channel'],
] as const)('tells who reads %s', (name, scope) => {
  expect(scopeOf(sdkActivity(name))).toBe(scope);
});

it.each([
  ['removed-personal', true],
  ['removed-team', true],
  ['bot-removed-from-group', true],
  ['installed-personal', false],
  ['upgraded-personal', false],
  ['channel-renamed', false],
  ['members-added', false],
])('tells whether %s is a removal', (name, expected) => {
  expect(isRemoval(sdkActivity(name))).toBe(expected);
});
