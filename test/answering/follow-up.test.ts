/** Which questions need the one before them. */
import { describe, expect, it } from 'vitest';
import { isFollowUp } from '../../src/answering/follow-up.ts';
import type { Language } from '../../src/contracts/language.ts';

describe('isFollowUp', () => {
  it.each<[Language, string]>([
    ['en', 'and for children?'],
    ['en', 'And in Tunisia?'],
    ['en', 'what about Morocco?'],
    ['en', 'How about adults?'],
    ['en', 'what if they refuse?'],
    ['en', 'Is it mandatory?'],
    ['en', 'Who pays for it?'],
    ['en', 'What are their rights?'],
    ['en', 'why?'],
    ['en', 'Since when?'],
    ['fr', 'et pour les enfants ?'],
    ['fr', 'Et au Maroc ?'],
    ['fr', 'Qu’en est-il des adultes ?'],
    ['fr', 'mais si la personne refuse ?'],
    ['fr', 'Est-elle obligatoire ?'],
    ['fr', 'Pourquoi ?'],
    ['ar', 'وماذا عن الأطفال؟'],
    ['ar', 'ماذا عن المغرب؟'],
    ['ar', 'وفي تونس؟'],
    ['ar', 'وبالنسبة للنساء؟'],
    ['ar', 'لماذا؟'],
    ['ar', 'وكم منهم أطفال؟'],
    ['ar', 'والنساء، أين؟'],
    ['ar', 'وبعدها كم تأخذ المحكمة؟'],
    ['ar', 'وقانون العمل عندهم، أي مواد منه تحمي العمال المهاجرين؟'],
    ['en', 'Is there a rule that asks for more than that?'],
    ['fr', 'Une règle demande-t-elle plus que cela ?'],
  ])('%s, yes: %s', (language, text) => {
    expect(isFollowUp(text, language)).toBe(true);
  });

  it.each<[Language, string]>([
    ['en', 'How long is the recovery and reflection period?'],
    ['en', 'Who can identify a presumed victim?'],
    ['en', 'What is a safe referral?'],
    ['en', 'Why does consent matter?'],
    ['en', 'When a child and its guardian disagree, whose view counts before a court decides?'],
    ['en', 'And which authority appoints a guardian for a child who arrives alone at a port at night?'],
    ['fr', 'Qui peut identifier une victime présumée ?'],
    ['fr', 'Quelle est la durée du délai de rétablissement ?'],
    ['fr', 'Comment orienter un enfant vers un refuge ?'],
    ['ar', 'من يحدد الضحية المفترضة؟'],
    ['ar', 'كيف تتم الإحالة الآمنة؟'],
    ['en', 'When did Tunisia launch its mechanism?'],
    ['ar', 'والد الطفل يرفض، ماذا نفعل؟'],
    ['ar', 'وثائق السفر محجوزة، من يساعد؟'],
    ['en', ''],
  ])('%s, no: %s', (language, text) => {
    expect(isFollowUp(text, language)).toBe(false);
  });
});
