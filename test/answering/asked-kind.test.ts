/** The kind of thing a question asks for, and the sentences that hold one, in the three languages. */
import { describe, expect, it } from 'vitest';
import { askedKind, holdsKind } from '../../src/answering/asked-kind.ts';
import type { AskedKind } from '../../src/answering/question.ts';

describe('askedKind', () => {
  it.each<[AskedKind | undefined, string]>([
    ['duration', 'How long is the reflection period?'],
    ['duration', 'How many days does it last?'],
    ['duration', 'Combien de temps dure le délai ?'],
    ['duration', 'Quelle durée a le délai ?'],
    ['duration', 'كم يوم تدوم الفترة؟'],
    ['duration', 'ما مدة فترة التعافي؟'],
    ['number', 'How many people died at sea?'],
    ['number', 'What share of victims are children?'],
    ['number', 'Combien de victimes ?'],
    ['number', 'كم عدد الضحايا؟'],
    ['date', 'When was the law adopted?'],
    ['date', 'In which year was it signed?'],
    ['date', 'Quand la loi a-t-elle été adoptée ?'],
    ['date', 'متى اعتمد القانون؟'],
    ['phone', 'What is the hotline?'],
    ['phone', 'Quel est le numéro vert ?'],
    ['phone', 'ما هو رقم الهاتف؟'],
    ['money', 'How much does it cost?'],
    ['money', 'What is the budget of the programme?'],
    ['money', 'Quel est le budget ?'],
    ['money', 'ما هي ميزانية البرنامج؟'],
    ['penalty', 'What is the penalty for trafficking?'],
    ['penalty', 'How many years in prison does a trafficker get?'],
    ['penalty', 'Quelle est la peine prévue ?'],
    ['penalty', 'ما عقوبة الاتجار؟'],
    ['contact', 'What is the email of the office?'],
    ['contact', 'Quelle est l’adresse e-mail du bureau ?'],
    ['contact', 'ما البريد الإلكتروني؟'],
    ['opening-hours', 'What are the opening hours?'],
    ['opening-hours', "Quelles sont les heures d'ouverture ?"],
    ['office-holder', 'Who is the current director of the agency?'],
    ['office-holder', 'Qui est le directeur ?'],
    ['office-holder', 'من هو وزير العدل؟'],
    ['reason', 'Why did the State withdraw?'],
    ['reason', 'Pourquoi la Libye a-t-elle refusé ?'],
    ['reason', 'لماذا انسحب الوفد؟'],
    ['duration', "Combien d'années garde-t-on un dossier ?"],
    ['duration', 'Quel délai pour décider ?'],
    ['duration', 'كم سنة نحتفظ بالملف؟'],
    ['duration', 'خلال كم ساعة يُعطى الدواء؟'],
    ['number', 'Quel pourcentage de femmes ?'],
    ['number', "C'est quoi le nombre maximum de lits ?"],
    ['number', 'ما الحد الأقصى للحالات؟'],
    ['date', 'start and end dates of the phase'],
    ['date', "C'est quand la date limite pour s'inscrire ?"],
    ['date', 'ما تاريخ نهاية المرحلة؟'],
    ['date', 'ما آخر أجل للتسجيل؟'],
    ['money', 'When does the course open, and is there a fee?'],
    ['money', "C'est payant ?"],
    ['money', 'كم ثمن النسخة؟'],
    ['penalty', "Combien d'années de prison risque le passeur ?"],
    ['penalty', 'كم سنة سجن يواجه المتاجر؟'],
    ['phone', 'هل في خط ساخن؟'],
    [undefined, 'Comment remplir le formulaire ?'],
    [undefined, 'ما دور العامل الاجتماعي؟'],
    [undefined, 'What is a safe referral?'],
    [undefined, 'Why do we need consent?'],
    [undefined, 'What should a shelter offer when it opens?'],
    [undefined, "Qu'est-ce que l'orientation ?"],
    [undefined, 'ما هي الإحالة؟'],
    [undefined, ''],
  ])('%s: %s', (kind, text) => {
    expect(askedKind(text)).toBe(kind);
  });
});

describe('holdsKind', () => {
  it.each<[AskedKind, string, boolean]>([
    ['number', 'There were 120 victims.', true],
    ['number', 'Three agencies decide.', true],
    ['number', 'Adopted in 2016.', false],
    ['number', 'The agencies decide.', false],
    ['date', 'Adopted in 2016.', true],
    ['date', 'It closes each August.', true],
    ['date', 'It takes 30 days.', false],
    ['duration', 'It takes 30 days.', true],
    ['duration', 'It takes thirty minutes, or three weeks.', true],
    ['duration', 'It takes days.', false],
    ['duration', 'There were 30 victims.', false],
    ['duration', 'Le délai est de 30 jours.', true],
    ['duration', 'مدتها ٣٠ يوما', true],
    ['phone', 'Call 80 100 566.', true],
    ['phone', 'Call the office.', false],
    ['money', 'It costs €5.', true],
    ['money', 'It costs little.', false],
    ['money', 'تكلفته خمسة دنانير أو دينار', true],
    ['penalty', 'Imprisonment of ten years.', true],
    ['penalty', "Dix ans d'emprisonnement.", true],
    ['penalty', 'It is forbidden.', false],
    ['contact', 'Write to help@example.org.', true],
    ['contact', 'Write to the office.', false],
    ['opening-hours', 'Open from 9 am.', true],
    ['opening-hours', 'Open on Monday.', false],
    ['office-holder', 'A coordinator leads it.', true],
    ['office-holder', 'It is led well.', false],
    ['reason', 'It closed because of the war.', true],
    ['reason', 'It closed.', false],
    ['reason', 'Il a fermé en raison de la guerre.', true],
  ])('%s in "%s": %s', (kind, sentence, expected) => {
    expect(holdsKind(kind, sentence, 'Anything?')).toBe(expected);
  });

  it('does not count a figure the question said itself', () => {
    expect(holdsKind('number', 'Article 10 names agencies.', 'How many agencies does Article 10 name?')).toBe(false);
    expect(holdsKind('date', 'The 2016 law applies.', 'When was the 2016 law adopted?')).toBe(false);
  });

  it.each<[AskedKind, string, boolean]>([
    ['number', 'Article 10(2) of the Convention applies.', false],
    ['number', "L'article 14 de la loi 2016-61 s'applique.", false],
    ['number', 'تنطبق المادة 16 من القانون رقم 61.', false],
    ['number', 'Article 10 names 5 agencies.', true],
    ['duration', 'اليوم يعمل في المكتب 5 عمال.', false],
    ['duration', 'تدوم الفترة ثلاثين يوماً.', true],
    ['duration', 'Le délai est de trente jours.', true],
    ['date', 'La loi est entrée en vigueur en février.', true],
    ['date', 'صدر القانون في شهر ديسمبر.', true],
    ['date', 'As of September 2024, the course was running.', false],
    ['date', 'Le décret 2005-022 s’applique.', false],
    ['date', 'The law was adopted in 2016.', true],
    ['money', 'The certificate is issued free of charge.', true],
  ])('%s: %s', (kind, sentence, expected) => {
    expect(holdsKind(kind, sentence, 'Anything?')).toBe(expected);
  });
});
