/** What the form of a question says: the name of what is asked for, editions, negations, the moment it asks about. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askingPart,
  asksNegated,
  asksOfTheMoment,
  focusPositions,
  isEditionMark,
  isNegated,
  tellsAStory,
} from '../../src/answering/question-forms.ts';
import type { Language } from '../../src/contracts/language.ts';
import { tokenize } from '../../src/text/tokens.ts';

describe('negation', () => {
  it.each([
    ['Who cannot be detained?', true],
    ['Which States are not party to the Protocol?', true],
    ["Which organisations don't share data?", true],
    ['Who is excluded?', false],
    ['Is Chad in the programme or not?', false],
    ['هل القانون ساري أم لا؟', false],
    ['Qui ne décide pas ?', true],
    ["Qui n'est plus protégé ?", true],
    ['Qui décide ?', false],
    ['من لا يقرر؟', true],
    ['من يقرر؟', false],
  ])('is part of an impersonal question: %s', (text, expected) => {
    expect(asksNegated(text)).toBe(expected);
  });

  it.each([
    ['of a person who tells of themselves', 'I do not know who to call'],
    ['told of a person', 'She has no papers, who can help her?'],
    ['in French', 'Elle ne parle pas français, que faire ?'],
    ['in a sentence before the question', 'The victim did not consent. Who decides?'],
    ['in a clause beside the question', 'Without consent, who decides?'],
    ['in Arabic, beside the question', 'الضحية لا تتكلم، من يساعد؟'],
  ])('is no part of what is asked when it stands in a story: %s', (_name, text) => {
    expect(isNegated(text)).toBe(true);
    expect(asksNegated(text)).toBe(false);
  });

  it.each([
    ['no one', 'No one may be returned.', true],
    ['a word that only begins like it', 'Nothing notable: notes and nobles.', false],
    ['without', 'sans contrainte', true],
    ['an Arabic word that begins like it', 'لاجئ', false],
  ])('is told from other words: %s', (_name, text, expected) => {
    expect(isNegated(text)).toBe(expected);
  });
});

describe('tellsAStory', () => {
  it.each([
    ['What can I do?', true],
    ['He was beaten. What now?', true],
    ["J'ai reçu une personne", true],
    ['Notre équipe a une question', true],
    ['عندي سؤال', true],
    ['Which law covers trafficking?', false],
    ['Quelle loi couvre la traite ?', false],
    ['ما القانون؟', false],
  ])('%s', (text, expected) => {
    expect(tellsAStory(text)).toBe(expected);
  });
});

describe('isEditionMark', () => {
  it.each<[string, string | undefined, boolean, boolean]>([
    ['2016', undefined, false, true],
    ['1999', 'law', false, true],
    ['1850', undefined, false, false],
    ['30', 'days', false, false],
    ['ii', undefined, false, true],
    ['iv', 'phase', false, true],
    ['second', 'phase', false, true],
    ['2nd', 'edition', false, true],
    ['second', 'pillar', false, false],
    ['second', undefined, false, false],
    ['deuxieme', 'rapport', false, true],
    ['الثانيه', 'المرحله', false, true],
    ['v', undefined, true, true],
    ['v', undefined, false, false],
    ['law', undefined, true, false],
  ])('%s before %s (like a name: %s)', (token, next, likeName, expected) => {
    expect(isEditionMark(token, next, likeName)).toBe(expected);
  });
});

describe('focusPositions', () => {
  const focus = (text: string, language: Language) => {
    const tokens = tokenize(text);
    return [...focusPositions(tokens, language)].map((at) => tokens[at]);
  };

  it.each<[Language, string, string[]]>([
    ['en', 'How many children were identified in 2024?', ['children']],
    ['en', 'What is the maximum sentence for smuggling under the law?', ['maximum', 'sentence']],
    ['en', 'Which agencies run shelters for the victims?', ['agencies', 'run', 'shelters']],
    ['en', 'Can a guardian share personal data with the police?', []],
    ['fr', "Quel est le délai de l'enquête ?", ['delai']],
    ['ar', 'كم عدد الضحايا في تونس؟', ['عدد', 'الضحايا']],
  ])('in %s: %s', (language, text, expected) => {
    expect(focus(text, language)).toEqual(expected);
  });

  it.each<[Language, string]>([
    ['en', 'reflection period duration'],
    ['fr', 'délai rétablissement'],
    ['ar', 'حقوق الضحايا'],
  ])('takes every word of a list of keywords in %s: %s', (language, text) => {
    expect(focus(text, language)).toEqual(tokenize(text));
  });

  it.each([
    ['a single word', 'shelter'],
    ['more than six words', 'shelter guardian child consent police data border'],
    ['a sentence', 'tell them about the shelter'],
  ])('does not take %s for a list of keywords', (_name, text) => {
    expect(focus(text, 'en')).toEqual([]);
  });
});

describe('asksOfTheMoment', () => {
  it.each([
    ['How many arrived this month?', true],
    ['How many were resettled last year?', true],
    ['When does the next round open?', true],
    ["Combien de personnes l'année dernière ?", true],
    ['Les conditions pour cette saison ?', true],
    ['كم عددهم في السنة الماضية؟', true],
    ['هل الطريق مفتوح هذا الأسبوع؟', true],
    ['She told it otherwise last week. Who can help her?', false],
    ["What she says does not match last week's story", false],
    ['How many were resettled in 2024?', false],
    ['What happens in the year after return?', false],
    ['Quelle année ?', false],
    ['في أي سنة صدر القانون؟', false],
  ])('%s: %s', (text, expected) => {
    expect(asksOfTheMoment(text)).toBe(expected);
  });
});

describe('askingPart', () => {
  it.each([
    ['She has no papers. Who can help her?', 'Who can help her?'],
    ['Scenario: she has no papers. Who helps? And where?', 'Who helps? And where?'],
    ['She has no papers: who can help?', 'who can help?'],
    ['ليس معها أوراق. من يساعدها؟', 'من يساعدها؟'],
    ['She has no papers. I need help.', 'She has no papers. I need help.'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(askingPart(text)).toBe(expected);
  });
});

describe('any text', () => {
  it('has a form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom<Language>('en', 'fr', 'ar'), (text, language) => {
        expect([asksNegated(text), tellsAStory(text)].filter(Boolean).length).toBeLessThan(2);
        const tokens = tokenize(text);
        for (const at of focusPositions(tokens, language)) expect(tokens[at]).toBeDefined();
      }),
    );
  });
});
