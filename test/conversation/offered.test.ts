/** A typed letter, number or label means what a tap means, and nothing else does. */
import { describe, expect, it } from 'vitest';
import type { Block, OfferedChoice } from '../../src/contracts/message.ts';
import { chosenByText, rememberOffered } from '../../src/conversation/offered.ts';

const ask = (question: string): OfferedChoice => ({ label: question, choice: { action: 'ask', question } });
const PERSON: OfferedChoice = { label: 'Demander à une personne', choice: { action: 'ask-a-person' } };
const ARABIC: OfferedChoice = { label: 'العربية', choice: { action: 'set-language', language: 'ar' } };
const BLOCKS: Block[] = [
  { type: 'text', text: 'Hello' },
  { type: 'choices', choices: [ask('What is an NRM?'), ask('Who decides?')] },
  { type: 'choices', choices: [PERSON, ARABIC] },
];
const REMEMBERED = rememberOffered(BLOCKS);

describe('chosenByText', () => {
  it.each([
    ['a', 'What is an NRM?'],
    ['A', 'What is an NRM?'],
    ['b)', 'Who decides?'],
    ['(b)', 'Who decides?'],
    ['b.', 'Who decides?'],
    ['1', 'What is an NRM?'],
    ['2.', 'Who decides?'],
    ['٢', 'Who decides?'],
    ['who decides', 'Who decides?'],
  ])('%j is a question', (text, question) => {
    expect(chosenByText(text, REMEMBERED, false)).toEqual({ action: 'ask', question });
  });

  it.each([
    ['c', PERSON],
    ['demander a une personne', PERSON],
    ['العربيه', ARABIC],
    ['4', ARABIC],
  ])('%j is another choice', (text, { choice }) => {
    expect(chosenByText(text, REMEMBERED, false)).toEqual(choice);
  });

  it.each(['e', 'z', '0', '5', '99', '', '?', 'who', 'What is an NRM and why?', 'é'])('%j is none', (text) => {
    expect(chosenByText(text, REMEMBERED, false)).toBeUndefined();
  });

  it('leaves numbers to the sources where there are some', () => {
    expect(chosenByText('1', REMEMBERED, true)).toBeUndefined();
    expect(chosenByText('a', REMEMBERED, true)).toBeDefined();
  });

  it('knows nothing where nothing was offered, or what was kept cannot be read', () => {
    expect(chosenByText('a', [], false)).toBeUndefined();
    expect(
      chosenByText('a', ['{', '{"label":"x"}', '{"label":"x","choice":{"action":"gone"}}'], false),
    ).toBeUndefined();
  });
});
