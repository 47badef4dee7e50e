/** What people type in a training: the word for quizzes, a code, reminders, certificates. */
import type { TrainingChoice } from '../contracts/message.ts';

/** What people type for a training, in normalised text; what follows the word is a code. */
const TYPED: readonly [RegExp, (code: string) => TrainingChoice | { link: string } | 'certificates'][] = [
  [
    /^\/?(?:quiz|training|practi[sc]e|i want to practi[sc]e|test me|formation|m'entrainer|je veux m'entrainer|s'entrainer|entrainement|اختبار|الاختبار|تدريب|التدريب|تمرين|اريد ان اتدرب|اريد التدرب|اختبرني)$/,
    () => ({ action: 'open-training' }),
  ],
  [
    /^\/?(?:join|rejoindre|انضم|انضمام)\s+([a-z0-9][a-z0-9-]{2,29})$/,
    (event) => ({ action: 'join-event', event: event.toUpperCase() }),
  ],
  [/^\/?(?:link|lier|relier|ربط|اربط)\s+([a-z0-9]{4}[- ]?[a-z0-9]{4})$/, (link) => ({ link })],
  [/^\/?(?:link|lier|relier|ربط|اربط)$/, () => ({ action: 'link-channels' })],
  [/^\/?(?:reminders?|rappels?|تذكير|التذكير|تذكيرات|التذكيرات)$/, () => ({ action: 'open-reminders' })],
  [/^\/?(?:pause|ايقاف موقت)$/, () => ({ action: 'pause-reminders' })],
  [
    /^\/?(?:stop|stop reminders|arreter|arreter les rappels|توقف|ايقاف التذكير|ايقاف التذكيرات)$/,
    () => ({ action: 'stop-reminders' }),
  ],
  [/^\/?(?:certificates?|certificats?|attestations?|شهاده|شهادات|شهاداتي|الشهاده)$/, () => 'certificates'],
  [/^\/?(?:trainings|formations|mes formations|التدريبات|دورات|الدورات)$/, () => ({ action: 'open-events' })],
];

/** What a typed message asks for, or undefined when it is about something else. `comparable` is normalised text. */
export function readTrainingCommand(
  comparable: string,
): TrainingChoice | { link: string } | 'certificates' | undefined {
  for (const [form, read] of TYPED) {
    const match = form.exec(comparable);
    if (match) return read(match[1] ?? '');
  }
  return undefined;
}
