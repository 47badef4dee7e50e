/** Every item that is shipped, as WhatsApp shows it: after every other item, right and wrong, in one message within the limits. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/contracts/language.ts';
import type { Reply } from '../../../src/contracts/message.ts';
import type { Attempt } from '../../../src/contracts/training.ts';
import { collectDocuments } from '../../../src/knowledge/collect-documents.ts';
import { splitDocument } from '../../../src/knowledge/split.ts';
import { loadQuizzes } from '../../../src/training/load-quizzes.ts';
import type { Item, Module } from '../../../src/training/quiz.ts';
import { createScreens } from '../../../src/training/screens.ts';
import { bodyProblems } from '../../fixtures/whatsapp/body-limits.ts';
import { texts } from '../helpers.ts';
import { render, saidIn, wordsOnly } from './drawn.ts';

const modules = await loadQuizzes('dialogs/quizzes');
const { documents } = await collectDocuments(['knowledge/documents'], '.');
const passagesById = new Map(documents.flatMap(splitDocument).map((passage) => [passage.id, passage]));
const index = { version: '1', createdAt: 0, parts: new Map(), passagesById };
const screens = createScreens({ texts, currentIndex: () => index });

/** A wrong answer that takes as much room as the right one. */
function wrong({ kind, options, answer }: Item): string[] {
  const [right] = answer;
  if (kind === 'multiple') return options.map(({ id }) => id);
  return answer.length > 1 ? answer.toReversed() : options.flatMap(({ id }) => (id === right ? [] : [id])).slice(0, 1);
}

function replyTo(module: Module, before: Item | undefined, given: string[], item: Item, language: Language): Reply {
  const attempt: Attempt = {
    ...{ id: '0b7c9a52-6a43-4f1c-9a55-0f1d6f2b9e11', learnerKey: 'l', module: module.key, language },
    ...{ phase: 'session', session: item.session, at: 3, startedAt: 0, changedAt: 0 },
    steps: module.items.map(({ id }) => ({ item: id, options: [] })),
    answers: [],
  };
  const shown = { kind: 'item' as const, item, options: item.options.map(({ id }) => id), number: 10, of: 12 };
  const answer = { item: before?.id ?? '', given, right: before?.answer.join() === given.join(), at: 0 };
  const answered = before && { item: before, answer };
  const blocks = screens.step(module, { attempt, shown, answered }, language);
  return { id: 'reply-1', language, outcome: 'command', blocks };
}

describe.each(modules.map((module) => [module.key, module] as const))('the module %s', (_key, module) => {
  it.each(LANGUAGES)('asks every item in one message, whatever was answered before: %s', (language) => {
    const problems: unknown[] = [];
    for (const item of module.items) {
      for (const before of [undefined, ...module.items]) {
        for (const given of before ? [before.answer, wrong(before)] : [[]]) {
          const messages = render(replyTo(module, before, given, item, language));
          const found = [...messages.flatMap(bodyProblems), ...(messages.length === 1 ? [] : ['not one message'])];
          if (found.length > 0) problems.push([before?.id, given, item.id, found]);
        }
      }
    }
    expect(problems).toEqual([]);
  });

  it.each(LANGUAGES)('says every word of every item: %s', (language) => {
    for (const item of module.items) {
      const said = saidIn(render(replyTo(module, undefined, [], item, language)));
      const options = item.options.flatMap(({ words }) => words?.[language] ?? []);
      for (const words of [item.prompt[language], ...options, ...item.left.map((left) => left[language])]) {
        expect(said).toContain(wordsOnly(words));
      }
    }
  });
});
