/** Draws an item of a quiz: where one stands, what is asked, and the form that answers it once. */
import { el } from './dom.js';
import { drawMatch, drawMultiple, drawOrder, drawSingle } from './quiz-form.js';
import { closable } from './quiz-open.js';

const FORMS = { multiple: drawMultiple, order: drawOrder, match: drawMatch };

let drawn = 0;

/** An item with its form. Whatever answers it, here or elsewhere on the page, closes the form and shows the answer. */
export function drawItem(item, actions) {
  const how = el('p', { class: 'quiz-how', dir: 'auto', id: `quiz-how-${++drawn}` }, item.how);
  const answer = (given, shown) => {
    const { attemptId, itemId } = item;
    actions.choose({ action: 'answer-item', attemptId, itemId, given }, shown);
  };
  const form = (FORMS[item.kind] ?? drawSingle)(item, answer);
  const fields = el(
    'fieldset',
    { class: 'quiz-fields', 'aria-describedby': how.id },
    el('legend', { class: 'quiz-prompt', dir: 'auto' }, item.prompt),
    how,
    ...form.parts,
  );
  const element = el('div', { class: 'quiz-item' }, drawPlace(item), fields);
  return closable(element, item, (given) => {
    fields.disabled = true;
    fields.removeAttribute('aria-describedby');
    how.remove();
    for (const part of form.onlyOpen) part.remove();
    form.show(given ?? []);
  });
}

function drawPlace({ place, done, total }) {
  const bar = el('progress', { class: 'quiz-progress', max: Math.max(1, total), value: done, 'aria-label': place });
  // The bar says the line aloud; reading it twice helps nobody.
  return el('div', { class: 'quiz-place' }, el('p', { dir: 'auto', 'aria-hidden': 'true' }, place), bar);
}
