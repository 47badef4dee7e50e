/** The field's words in the knowledge folder: terms, abbreviations and countries in three languages. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Lexicon, loadLexicon } from '../../src/answering/lexicon.ts';
import { LANGUAGES, type Language } from '../../src/contracts/language.ts';
import { tokenize } from '../../src/text/tokens.ts';
import { temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const lexicon = await loadLexicon(path.resolve(import.meta.dirname, '../../knowledge'));

/** What the phrases of a text mean, in one language. */
function meaningsOf(text: string, asked: Language, shown: Language): string[] {
  return lexicon
    .findTerms(tokenize(text), asked)
    .flatMap(({ meanings }) => meanings.flatMap(({ phrases }) => phrases[shown]));
}
const countriesOf = (text: string, language: Language) =>
  lexicon.findCountries(tokenize(text), language).map(({ code, covered }) => (covered ? code : `not covered: ${code}`));

describe('abbreviations', () => {
  it.each([
    ['VoT', 'victim of trafficking', 'victime de la traite', 'ضحية الاتجار بالأشخاص'],
    [
      'UASC',
      'unaccompanied and separated children',
      'enfants non accompagnés et séparés',
      'الأطفال غير المصحوبين والمنفصلين عن ذويهم',
    ],
    [
      'AVRR',
      'assisted voluntary return and reintegration',
      'aide au retour volontaire et à la réintégration',
      'العودة الطوعية بمساعدة وإعادة الإدماج',
    ],
    ['NRM', 'national referral mechanism', "mécanisme national d'orientation", 'الآلية الوطنية للإحالة'],
    ['MNO', 'national referral mechanism', "mécanisme national d'orientation", 'الآلية الوطنية للإحالة'],
  ])('%s stands for its full term whatever the language of the question', (abbreviation, en, fr, ar) => {
    for (const asked of LANGUAGES) {
      expect(meaningsOf(`${abbreviation}?`, asked, 'en')).toContain(en);
      expect(meaningsOf(`${abbreviation}?`, asked, 'fr')).toContain(fr);
      expect(meaningsOf(`${abbreviation}?`, asked, 'ar')).toContain(ar);
    }
  });

  it('are found in any case, inside a question, and marked as what they are', () => {
    const found = lexicon.findTerms(tokenize('where is the nrm in this'), 'en');
    expect(found.map(({ start, length }) => [start, length])).toEqual([[3, 1]]);
    expect(found[0]?.meanings.map(({ kind }) => kind)).toContain('abbreviation');
  });
});

describe('terms', () => {
  it.each<[Language, string, string]>([
    ['en', 'a national referral system', 'national referral mechanism'],
    ['en', 'victims of trafficking', 'victim of trafficking'],
    ['fr', "le mécanisme d'orientation", 'national referral mechanism'],
    ['fr', 'les victimes de la traite', 'victim of trafficking'],
    ['ar', 'الآلية الوطنية للإحالة', 'national referral mechanism'],
    ['ar', 'ضحايا الاتجار بالبشر', 'victim of trafficking'],
  ])('are found in %s by any of their forms: %s', (language, text, expected) => {
    expect(meaningsOf(text, language, 'en')).toContain(expected);
  });

  it('are found longest first, without overlapping', () => {
    const found = lexicon.findTerms(tokenize('transnational referral mechanism and presumed victim'), 'en');
    expect(found.map(({ start, length }) => [start, length])).toEqual([
      [0, 3],
      [4, 2],
    ]);
  });

  it('are not found in grammar words', () => {
    expect(lexicon.findTerms(tokenize('what is it and who are they'), 'en')).toEqual([]);
    expect(lexicon.findTerms([], 'ar')).toEqual([]);
  });
});

describe('everyday words', () => {
  it('stand for the words documents use', () => {
    const [found] = lexicon.findTerms(tokenize('his boss hit him'), 'en');
    expect(found).toMatchObject({ meanings: [{ kind: 'everyday', phrases: { en: ['employer', 'worker'] } }] });
  });
});

describe('countries', () => {
  it.each<[Language, string, string]>([
    ['en', 'in Tunisia', 'TN'],
    ['en', 'Tunisian law', 'TN'],
    ['en', 'a shelter in Sfax', 'TN'],
    ['en', 'Moroccans', 'MA'],
    ['en', "from N'Djamena", 'TD'],
    ['en', 'in Niger', 'NE'],
    ['en', 'a Nigerien citizen', 'NE'],
    ['fr', 'en Égypte', 'EG'],
    ['fr', 'la loi tunisienne', 'TN'],
    ['fr', 'les Marocaines', 'MA'],
    ['fr', 'au Caire, Le Caire', 'EG'],
    ['fr', 'à Agadez', 'NE'],
    ['fr', 'au Tchad', 'TD'],
    ['ar', 'في تونس', 'TN'],
    ['ar', 'القانون المغربي', 'MA'],
    ['ar', 'بالجزائر', 'DZ'],
    ['ar', 'وموريتانيا', 'MR'],
    ['ar', 'في القاهرة', 'EG'],
    ['ar', 'إلى ليبيا', 'LY'],
  ])('are named in %s by name, people or city: %s', (language, text, code) => {
    expect(countriesOf(text, language)).toEqual([code]);
  });

  it.each<[Language, string, string]>([
    ['en', 'in Sudan', 'SD'],
    ['en', 'in South Sudan', 'SS'],
    ['en', 'the law of Canada', 'CA'],
    ['en', 'in Nigeria', 'NG'],
    ['fr', 'au Soudan', 'SD'],
    ['fr', 'au Canada', 'CA'],
    ['fr', "en Côte d'Ivoire", 'CI'],
    ['ar', 'في السودان', 'SD'],
    ['ar', 'في كندا', 'CA'],
    ['ar', 'نيجيريا', 'NG'],
  ])('outside the programme are known as such in %s: %s', (language, text, code) => {
    expect(countriesOf(text, language)).toEqual([`not covered: ${code}`]);
  });

  it('are told apart, in the order they are named, with their place', () => {
    expect(countriesOf('between Libya, Chad and Nigeria', 'en')).toEqual(['LY', 'TD', 'not covered: NG']);
    const [found] = lexicon.findCountries(tokenize('the law of Tunisia'), 'en');
    expect(found).toEqual({ code: 'TN', covered: 'TN', start: 3, length: 1 });
  });

  it.each<[Language, string]>([
    ['en', 'Who can identify a presumed victim at the border?'],
    ['en', 'the European Union and the United Nations'],
    ['fr', "Qui peut identifier une victime présumée à l'arrivée ?"],
    ['ar', 'من يحدد ضحية الاتجار؟'],
  ])('are not seen where none is named in %s: %s', (language, text) => {
    expect(countriesOf(text, language)).toEqual([]);
  });
});

describe('Lexicon', () => {
  it('knows countries and nothing else without words of its own', () => {
    const bare = new Lexicon([], [], []);
    expect(bare.findTerms(tokenize('national referral mechanism'), 'en')).toEqual([]);
    expect(bare.findCountries(['tunisia'], 'en')).toMatchObject([{ code: 'TN' }]);
  });
});

describe('loadLexicon', () => {
  const FILES = {
    'glossary.yaml': '- { id: a, en: { term: referral }, fr: { term: orientation }, ar: { term: إحالة } }',
    'everyday-words.yaml': '- { id: b, en: [boss], means: { en: [employer] } }',
    'countries.yaml': '- { code: TN, en: [Carthage] }',
  };

  it.each([
    ['glossary.yaml', '- { id: a, en: { term: referral } }'],
    ['everyday-words.yaml', '- { id: b }'],
    ['countries.yaml', '- { code: Sudan, en: [Sudan] }'],
    ['countries.yaml', ': ['],
  ])('names the file it cannot read: %s with %s', async (name, content) => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    await writeFiles(folder, FILES);
    const own = await loadLexicon(folder);
    expect(own.findCountries(['carthage'], 'en')).toMatchObject([{ code: 'TN' }]);
    await writeFile(path.join(folder, name), content);
    await expect(loadLexicon(folder)).rejects.toMatchObject({
      code: 'lexicon-unreadable',
      message: expect.stringContaining(name),
    });
  });
});
