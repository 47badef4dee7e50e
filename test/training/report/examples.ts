/** Records small enough to be counted by hand. */
import type {
  AnswerRecord,
  AttemptRecord,
  Phase,
  TrainingEvent,
  TrainingRecords,
} from '../../../src/contracts/training.ts';
import type { Item, Module } from '../../../src/training/quiz.ts';

export const DAY = 24 * 60 * 60 * 1000;
const NO_WORDS = { en: '-', fr: '-', ar: '-' };

/** An item with the options a to d and the answer a, unless said otherwise. */
export function itemOf(id: string, more: Partial<Item> = {}): Item {
  return {
    ...{ id, session: 1, kind: 'single', difficulty: 1, prompt: NO_WORDS, left: [], keepOrder: false, answer: ['a'] },
    ...{ options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option })), why: NO_WORDS, source: [], facts: [] },
    ...more,
  };
}

export function moduleOf(key: string, items: Item[]): Module {
  const same = { title: NO_WORDS, aim: NO_WORDS, passMark: 70, itemsPerRun: 3, blueprint: [], sessions: [] };
  return { key, ...same, items };
}

export const EVENT: TrainingEvent = {
  ...{ code: 'TUN-2026-05', name: 'Referral', place: 'Tunis', country: 'TN', language: 'fr', createdAt: 0 },
  ...{ startsOn: '2026-05-28', endsOn: '2026-05-29', modules: ['referral'] },
};

/** What somebody gave, by item: ids of options, or whether it is right. */
export type Given = Record<string, readonly string[] | boolean>;

export interface Run extends Partial<AttemptRecord> {
  learnerKey: string;
  given?: Given;
}

/** Records that runs are added to; the first answer to an item is the first that is added. */
export function createRecords(more: Partial<TrainingRecords> = {}) {
  const records: TrainingRecords = {
    ...{ events: [], members: [], attempts: [], answers: [], challenges: [], certificates: [], ...more },
  };
  const seen = new Set<string>();

  function add(phase: Phase, { given = {}, ...run }: Run): AttemptRecord {
    const id = `run-${records.attempts.length + 1}`;
    const attempt: AttemptRecord = {
      ...{ id, module: 'referral', phase, language: 'en', startedAt: 0, endedAt: 1000, answered: 0, right: 0 },
      ...run,
    };
    for (const [itemId, gave] of Object.entries(given)) {
      const right = typeof gave === 'boolean' ? gave : gave.length === 1 && gave[0] === 'a';
      const { learnerKey, module, event, language } = attempt;
      const key = `${learnerKey} ${module} ${itemId}`;
      const answer: AnswerRecord = {
        ...{ attemptId: attempt.id, learnerKey, module, itemId, phase, event, language, right, first: !seen.has(key) },
        ...{ given: typeof gave === 'boolean' ? [gave ? 'a' : 'b'] : [...gave], at: attempt.endedAt ?? 500 },
      };
      seen.add(key);
      records.answers.push(answer);
      attempt.answered += 1;
      if (right) attempt.right += 1;
    }
    records.attempts.push(attempt);
    return attempt;
  }

  return {
    records,
    add,
    join(learnerKey: string, event = EVENT.code) {
      records.members.push({ event, learnerKey, channel: 'one', language: 'en', joinedAt: 0 });
    },
    certify(learnerKey: string, more: Partial<TrainingRecords['certificates'][number]> = {}) {
      const code = `certificate-${records.certificates.length + 1}`;
      records.certificates.push({
        ...{ code, learnerKey, module: 'referral', right: 3, items: 3, language: 'en', issuedAt: 0, ...more },
      });
    },
  };
}
