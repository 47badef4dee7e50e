/** Arabic in Latin letters is recognised, and what only looks like it is not. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/text/normalize.ts';
import { isRomanisedArabic, matterOfRomanised } from '../../src/text/romanised-arabic.ts';
import { heardLetters, soundsLike } from '../../src/text/romanised-spelling.ts';

describe('isRomanisedArabic', () => {
  it.each([
    'kifach nsa3dou dahaya al ittijar',
    'KIFACH NSA3DOU DAHAYA',
    'chnou hiya la traite',
    'chnowa l ihala',
    'ma3na NRM',
    'wach la victime 3andha le droit',
    'kayfa ousa3id dahaya al ittijar',
    'ma hiya alia wataniya lil ihala',
    'limada la yajib isti3mal kalimat "talab"',
    'fin nel9a markaz iwa2 f tounes',
    'ezay asa3ed de7aya el etgar',
    '3ayez a3raf eh hoqouq el lage2in',
    'shu ya3ni dahiya moftarada',
    'chkoun y9arer chkoun dahia',
    'bghit n3ref les étapes d’une orientation sûre dyal la victime',
    'wesh kayen 9anoun did l ittijar f dzayer',
    'el far9 bin tahrib w ittijar chnou',
    'barcha lajiin f libya, chnowa na3mlou?',
    'momken tefahemni el 7imaya el mo2aqata',
    'Salam, kifach ndirou l ihala?',
    'hal yajib ikhbar achorta',
  ])('is %s', (text) => {
    expect(isRomanisedArabic(text)).toBe(true);
  });

  it.each([
    'What is an NRM?',
    'H2O A4 4Mi COVID19 CO2',
    'What does 4Mi collect?',
    'What is R2P? And B2B, P2P, k9, m8, gr8?',
    'c koi la traite',
    'wesh c koi la traite',
    '2m1 on fait koi, a2m1, c bi1, t2rien',
    'The law 2016-61 applies to 3 people, 9am to 5pm',
    'room3b art3bis 3rd 5th 9th 7days 5km 3kg 9h30 mp3s web3',
    'face2face meeting',
    'SDG8 and 3RP in 7countries',
    'What is kafala?',
    'kafala',
    'Qu’est-ce qu’une daara ?',
    'Inshallah we will refer the victim',
    'Je vous réponds demain inchallah',
    'Comment identifier un harrag ?',
    'what does dyal mean in a message',
    'Le mot kifach dans cette phrase, que veut-il dire ?',
    'Sfax, Zarzis, Tamanrasset, Bab el Oued, Ouagadougou, Aïn Sebaâ, Bir el Hafey',
    'OIM HCR UNODC MMC OIT',
    'Dar Al Amal association, Beit el Hikma',
    'Ana Hadi and Min Fin',
    'el Hadj ben Ali',
    'la fin de la procédure',
    'Quel est le rôle du 3ème pilier ?',
    'Men in the camp',
    'min age for work in Egypt',
    'non-refoulement',
    '¿Qué es la trata?',
    'ok merci',
    'www.a3bc.com and mail ma3na@example.org',
    'واش la victime 3andha الحق',
    '',
    '3',
  ])('is not %s', (text) => {
    expect(isRomanisedArabic(text)).toBe(false);
  });
});

describe('matterOfRomanised', () => {
  it('leaves the grammar of all three languages out', () => {
    expect(matterOfRomanised('kifach nsa3dou dahaya al ittijar dyal the NRM')).toEqual(['dahaya', 'ittijar']);
  });
});

describe('soundsLike', () => {
  const sounds = (typed: string, arabic: string) => soundsLike(typed)(heardLetters(normalize(arabic)) ?? []);

  it.each([
    ['dahaya', 'ضحايا'],
    ['d7aya', 'ضحايا'],
    ['addahaya', 'الضحايا'],
    ['ittijar', 'الاتجار'],
    ['alittijar', 'الاتجار'],
    ['etgar', 'اتجار'],
    ['ihala', 'الإحالة'],
    ['i7ala', 'إحالة'],
    ['himaya', 'حماية'],
    ['mohajirin', 'المهاجرين'],
    ['lajiin', 'اللاجئين'],
    ['tahrib', 'تهريب'],
    ['ettahrib', 'التهريب'],
    ['9anoun', 'القانون'],
    ['qanoun', 'قانون'],
    ['tounes', 'تونس'],
    ['lmaghrib', 'المغرب'],
    ['atfal', 'أطفال'],
    ['3onf', 'عنف'],
  ])('%s is %s', (typed, arabic) => {
    expect(sounds(typed, arabic)).toBe(true);
  });

  it.each([
    ['dahaya', 'حماية'],
    ['ittijar', 'تجربة'],
    ['ihala', 'هلال'],
    ['tahrib', 'تدريب'],
    ['mohajirin', 'مهاجم'],
    ['', 'ضحايا'],
  ])('%s is not %s', (typed, arabic) => {
    expect(sounds(typed, arabic)).toBe(false);
  });

  it('does not guess at words of two letters, or of another script', () => {
    expect(heardLetters('من')).toBeUndefined();
    expect(heardLetters('nrm')).toBeUndefined();
  });
});
