/**
 * Choices of a training as the words of an id, and back. The ids of run and item are in them, so that a tap on an old
 * message still says which question it answered.
 */
import type { Choice, TrainingChoice } from '../../contracts/message.ts';
import { readChoice } from '../choice.ts';

type Action = TrainingChoice['action'];

/** What a choice needs, in the order in which the id holds it; what is left out stays empty, so that places hold. */
interface Form {
  action: Action;
  holds: readonly string[];
}

/** Two letters for an action; other choices have one. A form is never changed: ids of old messages keep their meaning. */
const FORMS: Readonly<Record<string, Form>> = {
  ai: { action: 'answer-item', holds: ['attemptId', 'itemId', 'given'] },
  ac: { action: 'ask-certificate', holds: ['module'] },
  br: { action: 'begin-run', holds: ['module', 'phase', 'session'] },
  ci: { action: 'challenge-item', holds: ['module', 'itemId', 'reason'] },
  cr: { action: 'continue-run', holds: ['attemptId'] },
  dc: { action: 'delete-certificate', holds: ['code'] },
  di: { action: 'decide-item', holds: ['module', 'itemId', 'keep'] },
  je: { action: 'join-event', holds: ['event'] },
  lb: { action: 'look-back', holds: ['attemptId', 'at'] },
  lc: { action: 'link-channels', holds: [] },
  lr: { action: 'leave-run', holds: ['attemptId'] },
  oe: { action: 'open-events', holds: [] },
  om: { action: 'open-module', holds: ['module'] },
  or: { action: 'open-reminders', holds: [] },
  ot: { action: 'open-training', holds: [] },
  ov: { action: 'open-event', holds: ['event'] },
  op: { action: 'open-report', holds: ['event'] },
  oq: { action: 'open-item-queue', holds: ['at'] },
  pr: { action: 'pause-reminders', holds: [] },
  ro: { action: 'read-on', holds: ['attemptId', 'step'] },
  rw: { action: 'retry-wrong', holds: ['attemptId'] },
  sr: { action: 'set-reminders', holds: ['hour', 'timeZone'] },
  xr: { action: 'stop-reminders', holds: [] },
};

/** What tells a training choice from the others; a form to be filled in (`describe-event`, `create-event`) has none. */
const LETTERS = new Map(Object.entries(FORMS).map(([letters, { action }]) => [action, letters]));

/** The words for a choice of a training; undefined for one that needs words of the person, or could not be read back. */
export function trainingWords(choice: TrainingChoice): string | undefined {
  const letters = LETTERS.get(choice.action);
  const form = letters === undefined ? undefined : FORMS[letters];
  if (letters === undefined || form === undefined) return undefined;
  const values = new Map<string, unknown>(Object.entries(choice));
  const words = [letters, ...form.holds.map((name) => wordOf(values.get(name)))].join(':');
  const read = readTrainingWords(words);
  return read !== undefined && isSame(choice, read) ? words : undefined;
}

/** What such words mean; undefined for any other. Never throws. */
export function readTrainingWords(words: string): Choice | undefined {
  const [letters = '', ...values] = words.split(':');
  const form = Object.hasOwn(FORMS, letters) ? FORMS[letters] : undefined;
  if (form === undefined || values.length !== form.holds.length) return undefined;
  const held = form.holds.flatMap((name, at) => (values[at] === '' ? [] : [[name, values[at]]]));
  return readChoice({ action: form.action, ...Object.fromEntries(held) });
}

/** Options with commas between; nothing for "I do not know", and for what is left out. */
function wordOf(value: unknown): string {
  return value === undefined ? '' : String(value);
}

/** The same, whatever the order of keys and whether what is left out is named. */
function isSame(one: Choice, other: Choice): boolean {
  const told = (choice: Choice) =>
    JSON.stringify(
      Object.entries(choice)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return told(one) === told(other);
}
