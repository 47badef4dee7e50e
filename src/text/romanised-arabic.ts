/** Recognises Arabic typed in Latin letters ("kifach nsa3dou dahaya"), which no index of written Arabic can be asked with. */
import { BORROWED_WITH_NOUNS, isStopWord } from './stop-words.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Grammar of Maghrebi, Egyptian, Levantine and written Arabic in its usual spellings; no word or name of our languages. */
const CERTAIN = words(`kifach kifash kifech kifesh kefach kefech kayfa kaifa keyfa chnou chnu chno chnouma chnowa chnoua
chnia chniya chneya shnou shnu shno shnowa shnuwa shnia shniya achnou achno ashnou ashno achnowa wach wech 3lach 3lech
3lash 3lesh 3alach 3alech 3alash 3alesh alach alech 3leh 3lah leysh laysh limada limadha limatha limaza lematha lemaza
madha chkoun chkon shkoun shkon achkoun mnin mneen wa9tach wa9tech waqtach waqtech fouqach fou9ach fogach emta imta
chhal ch7al ch7el chehal shhal sh7al 9adach 9addach kaddach qaddach gaddach ezay ezzay izzay ezzai leih 3ashan 3alshan
3lshan 3achan dyal diyal dyali dyalou dyalo dyalha dyalhom dyalna dyalek dyalkom dialha dialhom dialna dialou mta3 mta3i
mta3ou mta3ha mta3hom mta3na mtaa mtaou mtaha nta3 nta3i nta3ha nta3na ta3 ta3i ta3na ta3hom bta3 beta3 bta3et beta3et lli
alladi alladhi alathi allathi allati allatina allazi hadhihi hathihi hadihi hazihi dhalika thalika zalika hadchi hadshi
hadouma haduma kayna kaynin makaynch makaynsh makanch makach makash mafich mafish mafeesh ma3andich ma3andouch
ma3andhach ma3ndich ma3ndouch ma3ndhach ma3reftch ma3raftch man3refch man3rafch manarafch 3andi 3andou 3ando 3andha 3andhom 3andna
3andek 3andak 3andkom 3endi 3endou 3endo 3endha 3endhom 3endna 3endek 3ndi 3ndou 3ndo 3ndha 3ndhom 3ndna 3ndek 3ndak
3nd 3and 3ind 3inda 3indi andhom 3la 3ala 3lih 3liha 3lihom 3alih 3aliha ma3a m3a m3ah m3aha m3ahom m3ak ma3ah ma3aha
ma3ahom 7atta 7ata 7itach 7it 7na a7na i7na na7nou nahnou ntouma ntoma houwa howwa huwwa hiyya heyya 9bel 9bal gbel ba3d
ba3da be3d bghit bghina bghitou bghaw nheb nhebb nhebbou n7eb n7ebb t7eb y7eb nhabb 7abit 3ayez 3ayz 3ayza 3ayzin 3awez
3awz 3awza ourid ouridou oureed nqder nqdar n9der n9dar ne9der na9der nkder neqder nqedrou n9edrou n9adrou yqder y9der
ye9der t9der najjem nejjem nejem nnajem nejmou nejjmou najmou najjmou ynajjem ynajem khassni khasni khassna khasna
khassou khassha khasshom lazemni lazemna yajib yajibou yemken yomken ymken momken moumkin mumkin mumken yumkin youmkin
ta3ref t3ref t3raf n3ref n3raf na3ref na3raf ne3ref nfhem nefhem nafhem ma3na ma3naha ma3nah ma3nat ya3ni y3ni yaani 3afak
barcha barsha bzzaf ndirou ndiro na3mel na3mlou n3amel n3aml n3mel n3mlou na3mlo t3mel nsa3ed nsa3dou nsa3edou nsa3do
nsaedou nsaadou sa3edni sa3douni sa3idni 3awnouni 3awenni 3awni a3tini a3tiwni gouli goulili 9oulli 9olli qolli qoulli
koulli delwa2ti dilwa2ti delwaty delwa9t chwiya chwya shwaya heyda 7aja 7aga ya3tik wa9ila`);
/** Words that are Arabic grammar too, or are met in other languages as a name, a loan or slang: several of them count. */
const LIKELY = words(`fayn feen fein wein wayn ween weyn ana lil nta nti enta enti inta inti hna ehna howa huwa hiya
houma hada hadi hadou hadak hadik hatha hadha haza illi elli kol koul kull bach bech ila ela hal ach ash shu shou leh
lesh lech lach chi chay wla walla wella mish mouch mech machi mashi msh daba tawa bezzaf bezaf bzaf haja khass lazem
lazim lakin kayen kayn maana matha maza ayna mata kam baghi bagha ghadi kif keef`);
/** Written alike in several languages: neither for nor against. */
const NEUTRAL = words('la ma fi li al el ya wa w f b l an in il am a i o u y d men min man fin did');
/** Two words that are certain together only: "ma hiya …" is how a definition is asked for. */
const CERTAIN_PAIR = /\b(?:ma|man|chnou|wash) (?:hiya|hia|hiyya|hya|howa|houwa|huwa|hwa|hadha|hatha|hada|hadi)\b/;

/** What a figure is written together with in French and English: units, ordinals, people, labels of parts. */
const COUNTED = words(`rd th nd eme ieme am pm km kg cm mm mg ml mb gb hr hrs min mins day days week weeks month months
year years yr yrs bis ter quater jour jours mois ans an semaine semaines fois pers personnes people persons cases cas
points steps etapes pages pax pcs times way ways fold dh da dt eur usd tnd mad egp million millions sec star stars`);
const LABELS =
  words(`art article annex annexe table form unit room block section part fig type phase level step page para
point goal class zone camp ch chap cell module tier doc sdg odd law loi wp version area mp ps web`);

const WEIGHT = { certain: 1, likely: 0.5, borrowed: 0.5, foreign: 1 } as const;
/** Less than this is too little to tell by. Several likely words do, where they are half of the message. */
const ENOUGH = { score: 1, likelyWords: 3, likelyShare: 0.5 } as const;

/** How surely a word holds a figure that stands for an Arabic letter: 3 ع, 7 ح, 9 ق are hardly used otherwise, 2 and 5 are. */
function figureWeight(word: string): number {
  if (!/^[a-z2356789]+$/.test(word) || /\d{2}/.test(word)) return 0;
  const [, before = '', figure = '', after = ''] = /^([a-z]*)(\d)([a-z0-9]*)$/.exec(word) ?? [];
  const letters = word.replaceAll(/\d/g, '');
  if (letters.length < 3 || after === '' || LABELS.has(before) || COUNTED.has(after)) return 0;
  // "mp3s" and "b2b" are no words; a word has a vowel, or goes on after the figure.
  if (after.length < 2 && !/[aeiou]/.test(word)) return 0;
  if (before === '') return after.length > 2 && '379'.includes(figure) ? WEIGHT.likely : 0;
  return '379'.includes(figure) ? WEIGHT.certain : WEIGHT.likely;
}

/** Words in lower case; those with capitals inside (NRM, COVID19, UNODC) are left out, unless everything is in capitals. */
function readWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/\S*(?:@|:\/\/|www\.)\S*/g, ' ')
    .replaceAll(/(?<=\d)['’](?=[a-z])/gi, '');
  const shouted = !/\p{Ll}/u.test(plain);
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => /\p{Script=Latin}/u.test(word) && (shouted || !/.\p{Lu}/u.test(word)))
    .map((word) => word.toLowerCase());
}

/** How much a word speaks for another language than Arabic. */
function foreignWeight(word: string): number {
  if (NEUTRAL.has(word)) return 0;
  if (BORROWED_WITH_NOUNS.has(word)) return WEIGHT.borrowed;
  return isStopWord(word, 'en') || isStopWord(word, 'fr') ? WEIGHT.foreign : 0;
}

/**
 * True for a message in Arabic of any country written in Latin letters. One loan word in a French or English sentence,
 * names, abbreviations and figures do not make it one.
 */
export function isRomanisedArabic(text: string): boolean {
  if (/\p{Script=Arabic}/u.test(text)) return false;
  const read = readWords(text);
  const found = new Set(read);
  let certain = CERTAIN_PAIR.test(read.join(' ')) ? 1 : 0;
  let score = certain;
  let figures = 0;
  let likely = 0;
  let foreign = 0;
  for (const word of found) {
    const figure = figureWeight(word);
    const weight = CERTAIN.has(word) ? WEIGHT.certain : LIKELY.has(word) ? WEIGHT.likely : figure;
    score += weight;
    figures += figure;
    if (weight === WEIGHT.certain) certain += 1;
    else if (weight === WEIGHT.likely) likely += 1;
    else foreign += foreignWeight(word);
  }
  const mostlyLikely = likely >= ENOUGH.likelyWords && likely / found.size >= ENOUGH.likelyShare;
  const withFigure = figures > 0 && score >= ENOUGH.score;
  return (certain > 0 || withFigure || mostlyLikely) && score > foreign;
}

/** The words of a romanised message that may carry its matter: neither grammar of Arabic nor of French or English. */
export function matterOfRomanised(text: string): string[] {
  const matter = readWords(text).filter(
    (word) =>
      word.length > 2 && !CERTAIN.has(word) && !LIKELY.has(word) && !NEUTRAL.has(word) && foreignWeight(word) === 0,
  );
  return [...new Set(matter)];
}
