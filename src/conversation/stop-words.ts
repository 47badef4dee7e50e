/** Tells when a person asks for replies only, or to be written to again. */
import { tokenize } from '../text/tokens.ts';

/** A message is looked at word by word, so that slashes, punctuation, quotes, case and accents do not matter. */
function key(text: string): string {
  return tokenize(text).join(' ');
}

function toSet(phrases: string): ReadonlySet<string> {
  return new Set(phrases.split(',').map(key));
}

/** "arrête" is left out: without its accents it is "arrêté" (arrested; a decree). */
const STOP = toSet(`stop, stop all, stopall, stop it, stop now, stop this, stop messages, stop the messages,
stop sending messages, stop messaging me, stop writing to me, unsubscribe, unsubscribe me, opt out, optout,
arrêt, arrêtez, arrêter, arrêt total, tout arrêter, arrête tout, arrêter les messages, arrêtez les messages,
arrêtez de m'écrire, arrête de m'écrire, stop aux messages, stopper, stoppez, désabonner,
désabonnez-moi, désabonne-moi, me désabonner, se désabonner, désabonnement, désinscrire, désinscrivez-moi,
me désinscrire, se désinscrire, désinscription,
إيقاف, الإيقاف, ايقاف, أوقف, أوقفوا, أوقفي, توقف, توقفوا, قف, ستوب, إيقاف الرسائل, أوقف الرسائل, أوقفوا الرسائل,
وقف الرسائل, أوقف الاشتراك, إيقاف الاشتراك, إلغاء الاشتراك, الغاء الاشتراك, ألغ الاشتراك, ألغي الاشتراك,
ألغوا الاشتراك, ألغ اشتراكي, إلغاء اشتراكي`);

/** "ابدأ" (begin) is left out: once its letters are folded it is "أبدا" (never). */
const START = toSet(`start, start again, restart, unstop, resume, resume messages, start messages, subscribe,
subscribe me, subscribe again, resubscribe, opt in, optin,
reprendre, reprends, reprenez, reprendre les messages, reprenez les messages, recommencer, abonner, abonnez-moi,
m'abonner, s'abonner, réabonner, réabonnez-moi, me réabonner, se réabonner, réabonnement,
استئناف, الاستئناف, استأنف, استأنفوا, استئناف الرسائل, استأنف الرسائل, استأنفوا الرسائل, اشترك, اشتراك,
إعادة الاشتراك, استئناف الاشتراك`);

/** Words that may stand before or after it. */
const POLITE =
  /^(?:please|svp|رجاء|من فضلك|من فضلكم) | (?:please|svp|stp|merci|thanks|thank you|il vous plait|il te plait|رجاء|شكرا|من فضلك|من فضلكم)$/gu;

/** What the whole message asks for; undefined when it asks for neither. A word inside a question asks for neither. */
export function stopOrStart(text: string): 'stop' | 'start' | undefined {
  const asked = key(text).replace(POLITE, '');
  if (STOP.has(asked)) return 'stop';
  return START.has(asked) ? 'start' : undefined;
}
