/** Words that carry grammar or conversation rather than the matter of a question, per language. */
import type { Language } from '../contracts/language.ts';
import { tokenize } from './tokens.ts';

const ENGLISH = `a an the and or but if then than so of in on at to for from by with as about into over after before
between out up down off is are was were be been being am do does did done have has had having i me my we us our ours you
your yours he him his she her hers it its they them their theirs this that these those there here what which who whom
whose when where why how can could may might must shall should will would not no nor only just also too very any some
all each every both few more most other such own same again once during while because until against much many get gets
got getting go goes going gone come comes came coming let tell tells told telling say says said saying ask asks asked
asking know knows knew known think thinks thought want wants wanted need needs needed please thanks thank hello hi ok
okay yes sure really still now already ever never please someone somebody anyone anybody something anything everybody
everyone one ones thing things kind sort lot lots way ways make makes made making take takes took taken give gives gave
given put puts keep keeps kept use uses used using don doesn didn isn aren wasn weren won wouldn couldn shouldn can t s
re ve ll d m explain describe list mean means meant colleague colleagues question answer right wrong like
cover covers covered apply applies applied happen happens happened exist exists concern concerns concerning deal deals
include includes including regard regarding available possible work works become becomes count counts`;

const FRENCH = `le la les un une des du de d l et ou mais si donc or ni car que qui quoi dont ou quand comment pourquoi
combien quel quelle quels quelles est sont etait etaient etre ete suis es sommes etes sera serait a ai as avons avez ont
avait avoir au aux en dans sur sous par pour avec sans entre vers chez ce cet cette ces cela ca c il elle ils elles on
nous vous je tu me te se moi toi lui leur leurs son sa ses mon ma mes notre nos votre vos y ne pas plus moins tres
aussi bien faire fait fais peut peuvent pouvez puis dois doit devons devez faut veut veux dire dit dites savoir sais
merci bonjour salut svp oui non deja encore toujours jamais chose choses quelqu un quelque quelques tout tous toute
toutes meme apres avant pendant alors comme ici la est-ce qu j n m s t signifie expliquer`;

const ARABIC = `في من على الى عن مع هذا هذه ذلك تلك هو هي هم هن انا نحن انت انتم انتي ما ماذا من هل كيف متى اين لماذا كم
اي اية الذي التي الذين اللاتي او ام ثم و ف ب ل ك لا لم لن ليس ليست كان كانت يكون تكون قد كل بعض غير بين عند عندي لدي
لها له لهم لنا لي بها به بهم فيها فيه منها منه عليها عليه اذا ان انه انها لكن حتى بعد قبل هناك هنا شيء احد يمكن يجب
نعم شكرا مرحبا السلام عليكم اريد ارجو ممكن معنى اعرف قال قالت شخص`;

function toSet(words: string): ReadonlySet<string> {
  return new Set(tokenize(words));
}

const STOP_WORDS: Record<Language, ReadonlySet<string>> = {
  en: toSet(ENGLISH),
  fr: toSet(FRENCH),
  ar: toSet(ARABIC),
};

/** Articles and the like that a French or English noun is borrowed with: "عندها la protection" is Arabic. */
export const BORROWED_WITH_NOUNS = toSet('le la les un une des du de the a an of');

/** True for a normalised word that says nothing about the matter. */
export function isStopWord(token: string, language: Language): boolean {
  return STOP_WORDS[language].has(token);
}
