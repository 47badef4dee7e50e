/** What kind of thing a question asks for: a figure, a date, a number to call …. */
import { normalize } from '../text/normalize.ts';
import type { AskedKind } from './question.ts';
import { askingPart } from './question-forms.ts';

/** One pattern of the forms of several languages, as whole words; the Arabic ones also inside a sentence without article. */
function forms(latin: readonly string[], arabic: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${latin.join('|')})(?![\\p{L}])|(?<![\\p{L}])[وفبل]?(?:ال)?(?:${arabic.join('|')})`, 'u');
}

/** Patterns over normalised text (lower case, no accents, alef and yeh folded), most specific first. */
const ASKED_KINDS: readonly { kind: AskedKind; pattern: RegExp }[] = [
  {
    kind: 'contact',
    pattern: forms(
      [
        'e-?mail|emial|postal address|(?:street|exact|office) address|address of|web ?site|url|fax',
        'where (?:exactly )?(?:is|are|does|do|in) .*\\b(?:located|exactly|offices?|based|sit|headquarters)|located exactly|directions to',
        "adresse (?:e-?mail|postale|exacte|du|de la|de l')|courriel|site web|ou (?:se trouve|est situee?|exactement)",
      ],
      [
        'بريد الالكتروني',
        'اين .{0,40}(?:مقر|مكتب)',
        'وين (?:جاي|موجود|المقر|المكتب)',
        'عنوان (?:مكتب|مقر|دار|مركز)',
        'موقع الالكتروني',
        'اين (?:يقع|تقع|يوجد (?:مكتب|مقر))',
      ],
    ),
  },
  {
    kind: 'opening-hours',
    pattern: forms(
      ['opening (?:hours|times)|office hours|what time (?:does|do|is)', "heures d'ouverture|horaires"],
      ['ساعات (?:الدوام|العمل)', 'اوقات (?:العمل|الدوام)'],
    ),
  },
  {
    kind: 'office-holder',
    pattern: forms(
      [
        '(?:who is (?:the )?(?:current |new |present )?|name of the |who heads |who leads )(?:\\w+ )?(?:president|head|director|chair(?:person|man|woman)?|chief|minister|commissioner|coordinator|manager|secretary|rapporteur)',
        'who (?:chairs|presides)|who is [^?]*\\b(?:now|currently)(?= ?[?]|$)',
        "qui est (?:le |la |l')?(?:\\w+ )?(?:president|directeur|directrice|chef|ministre|responsable|rapporteur|rapporteuse)|qui preside|qui est .*\\b(?:actuelle?|actuellement|en ce moment)",
      ],
      ['من (?:هو )?(?:رييس|مدير|وزير)', 'اسم (?:رييس|مدير)', 'من (?:ي|ت)راس', 'من يشغل'],
    ),
  },
  {
    kind: 'penalty',
    pattern: forms(
      [
        'penalt(?:y|ies)|(?:prison|jail) (?:sentence|term|time)|sentences? (?:for|under)|its sentences|punishment for',
        'how many years (?:in|of) (?:prison|jail)|fines? (?:of|for|or)|fined|(?:maximum|minimum) (?:fine|sentence|penalty)',
        'quelles? peines?|peines? (?:de|prevues?|encourues?)|amende|sanction penale|annees? de prison',
      ],
      ['عقوبه', '(?<!قانون ال)عقوبات', 'غرامه', 'مده السجن', 'كم (?:من )?سن(?:ه|وات) (?:ال|من ال)?سجن', 'سنوات السجن'],
    ),
  },
  {
    kind: 'money',
    pattern: forms(
      [
        'how much (?:money|cash|funding|does it cost|is (?:paid|spent)|will it cost)|(?:annual|total|yearly|overall) (?:budget|cost|funding)',
        'budget (?:of|for)|what (?:is|was) the (?:\\w+ )?budget|salary|(?:daily|hourly|monthly|going) (?:pay|wage|rate|fee)|rate per',
        '(?:cash )?grant (?:does|do|is)|(?:maximum|minimum) grant|how big is the (?:cash )?grant|what amount|what do (?:smugglers|traffickers) charge',
        'wage of|price of|cost of|total euros|how many (?:euros|dollars|dinars)|what price|daily (?:allowance|fee)|is there a fee|what (?:is|are) the fees?',
        '(?:do|does|did|will|would|copy|copies|ticket|test) (?:\\w+ )*cost|(?:issued|given|done|is it|available) (?:for )?free',
        '(?:quel|quoi) (?:est )?(?:le )?(?:\\w+ )?(?:budget|salaire|cout|montant|tarif|prix)|montant (?:maximum|maximal|par|de la subvention)',
        "combien (?:coute|d'argent|d'euros|paie|payer|ca coute|en cash)|(?:touche|recoit|gagne|coute) combien|budget annuel|payant|est-(?:il|elle|ce) gratuite?",
      ],
      [
        'ميزانيه',
        'راتب',
        'كم (?:يكلف|تكلف|كان (?:ال)?مبلغ|(?:ال)?(?:مبلغ|ثمن|سعر|اجر))',
        'تكلفه',
        'اقصي مبلغ',
        'ما (?:ثمن|سعر|اقصي مبلغ)',
        'كم .*كاجر',
        'برسوم',
        'مجاني',
      ],
    ),
  },
  {
    kind: 'medicine',
    pattern: forms(
      [
        'doses?|dosages?|(?:which|what) (?:\\w+ )?(?:medicines?|medications?|drugs|pills|antibiotics?)|how many (?:mg|milligrams|pills|tablets)',
        'posologie|quels? (?:medicaments?|comprimes?|antibiotiques?)|combien de (?:mg|comprimes)',
      ],
      ['جرعه', 'جرعات', 'ما (?:هي )?(?:ال)?ادويه', 'اي دواء', 'كم (?:حبه|ملغ)'],
    ),
  },
  {
    kind: 'form',
    pattern: forms(
      [
        'templates?|word file|application forms?|(?:which|what) (?:\\w+ )?form(?! of)|(?:which|what) forms(?! of)|form number|download|sample (?:letter|form|report)|questionnaire|(?:which|what|better|best) (?:software|app|tool|database)',
        'quel (?:formulaire|imprime|modele (?:de|word|type))|modele (?:word|type|de (?:lettre|rapport|formulaire))|telecharger|quel logiciel|quelle application',
      ],
      ['استماره', 'استمارات', 'نموذج (?:وورد|جاهز|طلب|رساله|تقرير)', 'مطبوع', 'تحميل', 'تنزيل', 'اي (?:برنامج|تطبيق)'],
    ),
  },
  {
    kind: 'spoken-language',
    pattern: forms(
      [
        '(?:which|what|how many) languages?|in (?:arabic|french|english|tamazight|amharic|tigrinya|hausa|wolof|bambara|somali|spanish|italian|portuguese)(?= ?\\?)|translated (?:in|into|to)|version in',
        'quelles? langues?|combien de langues|parlent quelles|traduite?s? en|(?:existe|dispo\\w*) en (?:arabe|francais|anglais)|version (?:arabe|francaise|anglaise)',
      ],
      [
        'باي لغ(?:ه|ات)',
        'كم لغه',
        'اي لغ(?:ه|ات)',
        'يتكلم',
        'تتكلم',
        'ترجم',
        'مترجم',
        'نسخه (?:عربيه|فرنسيه|انجليزيه)',
      ],
    ),
  },
  {
    kind: 'phone',
    pattern: forms(
      [
        'hotline|helpline|phone number|telephone number|(?:toll[- ]?)?free(?:phone)? (?:number|line)|number (?:to|do i|can i|should i) (?:call|ring|dial)|which number (?:do|to|can|should)',
        "numero vert|numero de telephone|ligne d'(?:assistance|ecoute)",
      ],
      ['خط الساخن', 'خط ساخن', 'رقم الاخضر', 'رقم اخضر', 'رقم الهاتف'],
    ),
  },
  {
    kind: 'date',
    pattern: forms(
      [
        '(?:start|end|launch|closing|starting|ending)(?: and (?:start|end))? dates?|deadline (?:for|to)|when do(?:es)? .*\\b(?:start|begin|open|close|end)',
        'dates? (?:de|du) (?:debut|fin|lancement|cloture|demarrage)|date limite',
      ],
      ['تاريخ (?:ال)?(?:بدايه|نهايه|انطلاق|انتهاء|اغلاق)', 'اخر (?:اجل|موعد)'],
    ),
  },
  {
    kind: 'duration',
    pattern: forms(
      [
        'how (?:long|many (?:minutes|hours|days|weeks|months|years))|(?:number of|minimum|maximum) (?:hours|days|weeks|months|years)|deadline',
        "combien (?:de (?:temps|jours|semaines|mois)|d'(?:annees|heures|ans))|quel(?:le)? (?:duree|delai)|duree (?:max|maximale|maximum)",
      ],
      [
        'كم (?:من )?(?:ال)?(?:يوم|ايام|شهر|اشهر|سنه|سنوات|عام(?!ل)|ساعه|ساعات|اسبوع|اسابيع|مده|دقيقه|وقت)',
        'كم (?:تاخذ|تستغرق|تدوم|ياخذ|يستغرق|يدوم)',
        'ما (?:هي )?(?:ال)?(?:مده|مهله)',
        'اقصي مده',
      ],
    ),
  },
  {
    kind: 'number',
    pattern: forms(
      [
        'how (?:many|much)|(?:number|percentage|share|proportion|total|amount|budget) of|what (?:share|percentage|proportion|percent|number|budget)',
        "max(?:imum)? (?:number|caseload|length|amount|age|size)|nb (?:max|maximum|de|d')|au maximum",
        'combien|nombre (?:de|max|maximum|maximal)|quel(?:le)? (?:part|proportion|pourcentage|nombre|budget)',
      ],
      ['كم(?![\\p{L}])', 'حد (?:الاقصي|الادني) (?:ل|من )', '(?:عدد|نسبه)(?=\\s|؟|$)'],
    ),
  },
  {
    kind: 'date',
    pattern: forms(
      [
        'when (?:did|was|were|will)|since when|(?:what|which) (?:date|day|year|month)',
        "depuis quand|(?<=^\\s*(?:et |mais )?)quand|quelle (?:date|annee)|c'est quand",
      ],
      ['متي (?:تم |(?![تين]\\p{L}))', 'في اي (?:سنه|عام|تاريخ|يوم)'],
    ),
  },
];

/** "Why did …" asks for a reason; "why do we …" mostly asks what something is for. Last, because a figure may be asked for too. */
const ASKS_REASON =
  /\bwhy (?:did|has|have|was|were|is it that)\b|\bwhat (?:made|put off|led|caused)\b|\bpourquoi\b.*\b(?:a-t-|ont-|a |ont |s'est )|لماذا (?:لم|صادق|انسحب|رفض|قرر|تم)/;

/** What kind of thing a question asks for, when its form says so. */
export function askedKind(text: string): AskedKind | undefined {
  // What somebody tells before they ask ("The number fell. …?") asks for nothing.
  const comparable = normalize(askingPart(text));
  return (
    ASKED_KINDS.find(({ pattern }) => pattern.test(comparable))?.kind ??
    (ASKS_REASON.test(comparable) ? 'reason' : undefined)
  );
}
