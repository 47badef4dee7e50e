/** The language of a message: the person's own unless another is clearly nearer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/contracts/language.ts';
import { detectLanguage } from '../../src/text/detect-language.ts';

const PRIORS: readonly Language[] = ['en', 'fr', 'ar'];

describe('detectLanguage', () => {
  it.each<[Language, string]>([
    ['en', 'How can I help a victim of trafficking?'],
    ['en', 'Which documents does a referral need?'],
    ['fr', 'Comment aider une victime de la traite ?'],
    ['fr', "Qu'est-ce que le mécanisme national d'orientation ?"],
    ['ar', 'كيف أساعد ضحية الاتجار بالبشر؟'],
    ['ar', 'أين'],
    ['ar', 'ما هو NRM؟'],
  ])('%s whatever the prior: %s', (language, text) => {
    for (const prior of PRIORS) expect(detectLanguage(text, prior)).toEqual({ language });
  });

  it.each([
    ['nothing', ''],
    ['digits', '123'],
    ['emoji', '😀 👍🏽'],
    ['an interjection', 'ok'],
    ['numbers of articles', '4(e) 10(2) 10(3) 10(4) 27(1)'],
  ])('keeps the prior for %s', (_name, text) => {
    for (const prior of PRIORS) expect(detectLanguage(text, prior)).toEqual({ language: prior });
  });

  it('keeps the prior for a word that two languages share', () => {
    for (const prior of ['en', 'fr'] as const) expect(detectLanguage('question', prior)).toEqual({ language: prior });
  });

  it('takes English for a newcomer', () => {
    expect(detectLanguage('ok')).toEqual({ language: 'en' });
  });

  it.each([
    ['Spanish', '¿Dónde puedo encontrar ayuda para las víctimas de trata?'],
    ['German', 'Wo kann ich Hilfe für Opfer des Menschenhandels finden?'],
    ['Portuguese', 'Como posso ajudar uma vítima de tráfico de pessoas?'],
    ['Russian', 'Где я могу найти помощь для жертв торговли людьми?'],
    ['one Cyrillic word', 'Где'],
    ['Chinese', '人身売買の被害者'],
    ['Tifinagh', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'],
    ['mostly Cyrillic with a Latin abbreviation', 'Привет как дела IOM'],
  ])('does not answer in %s', (_name, text) => {
    for (const prior of PRIORS) expect(detectLanguage(text, prior)).toEqual({ unsupported: true });
  });

  it('goes by the greater part of mixed scripts', () => {
    expect(detectLanguage('What does NRM mean in العربية', 'en')).toEqual({ language: 'en' });
    expect(detectLanguage('ما معنى national referral في العربية الفصحى من فضلك', 'ar')).toEqual({ language: 'ar' });
  });

  it.each<[Language, string]>([
    ['ar', 'شنو هو NRM'],
    ['ar', 'NRM شنو'],
    ['ar', 'OIM UNHCR UNODC في تونس'],
    ['ar', 'واش la victime عندها الحق في la protection'],
    ['ar', 'كيفاش ندير référencement pour une victime'],
    ['ar', 'ما هي procédure الإحالة في Tunisie'],
    ['ar', 'ما هو National Referral Mechanism'],
    ['ar', 'ماذا تعني عبارة the best interests of the child'],
    ['ar', 'شنو الفرق بين trafficking و smuggling'],
    ['ar', 'ماذا يعني non-refoulement'],
    ['ar', 'protection الأطفال غير المصحوبين'],
    ['ar', 'realise recognise respond بالعربية'],
    ['fr', "c'est quoi الاحالة"],
    ['fr', "c'est quoi ضحية مفترضة"],
    ['fr', 'définition de الإحالة'],
    ['fr', 'comment aider الضحايا'],
    ['fr', 'Quelle est la différence entre الاتجار بالأشخاص et تهريب المهاجرين ?'],
    ['en', 'what does ضحية مفترضة mean'],
    ['en', 'what is الآلية الوطنية للإحالة'],
    ['en', 'how do I say referral in Arabic: الإحالة الآمنة للضحايا المفترضين'],
    ['en', 'الآلية الوطنية للإحالة definition please'],
  ])('goes by the grammar that carries a sentence in two scripts: %s, %s', (language, text) => {
    for (const prior of PRIORS) expect(detectLanguage(text, prior)).toEqual({ language });
  });

  it('does not answer in Spanish because of one Arabic word', () => {
    const text = '¿Dónde puedo encontrar ayuda para las víctimas de الاتجار?';
    for (const prior of PRIORS) expect(detectLanguage(text, prior)).toEqual({ unsupported: true });
  });

  it('always says one of the three, or that it cannot', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...PRIORS), (text, prior) => {
        const found = detectLanguage(text, prior);
        expect('unsupported' in found || PRIORS.includes(found.language)).toBe(true);
      }),
    );
  });
});
