/** Draws a quiz: an item and the form that answers it, what was right, and the result as bars. */
import { el, icon } from './dom.js';
import { named, ofPage, said, word } from './words.js';

/** An item with its form. Whatever is chosen closes the form: the server counts an answer once anyway. */
export function drawItem(item, actions) {
  const fields = el('fieldset', { class: 'quiz-fields' });
  const answer = (given, label) => {
    fields.disabled = true;
    actions.choose({ action: 'answer-item', attemptId: item.attemptId, itemId: item.itemId, given }, label);
  };
  fields.append(el('legend', { class: 'quiz-prompt', dir: 'auto' }, item.prompt), ...drawForm(item, answer));
  return el('div', { class: 'quiz-item' }, drawPlace(item), fields);
}

function drawPlace({ place, done, total }) {
  const bar = el('progress', { class: 'quiz-progress', max: total, value: done });
  bar.setAttribute('aria-label', place);
  return el('div', { class: 'quiz-place' }, el('p', { dir: 'auto' }, place), bar);
}

function drawForm(item, answer) {
  switch (item.kind) {
    case 'multiple':
      return drawMultiple(item, answer);
    case 'order':
      return drawPlaces(
        item,
        item.options.map((_option, at) => String(at + 1)),
        answer,
        { distinct: true },
      );
    case 'match':
      return drawPlaces(item, item.left, answer, { distinct: false });
    default:
      return [drawSingle(item, answer)];
  }
}

function lettered({ letter, text }) {
  return [el('span', { class: 'quiz-letter', 'aria-hidden': 'true' }, letter), el('span', { dir: 'auto' }, text)];
}

/** One tap answers. */
function drawSingle({ options }, answer) {
  const buttons = options.map((option) => {
    const press = () => answer([option.id], option.text);
    return el('li', {}, el('button', { type: 'button', class: 'quiz-option', onclick: press }, ...lettered(option)));
  });
  return el('ul', { class: 'quiz-options' }, ...buttons);
}

function drawMultiple({ options }, answer) {
  const boxes = options.map((option) => ({ option, box: el('input', { type: 'checkbox' }) }));
  const rows = boxes.map(({ option, box }) =>
    el('li', {}, el('label', { class: 'quiz-option' }, box, ...lettered(option))),
  );
  const send = () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ option }) => option);
    if (chosen.length === 0) return;
    answer(
      chosen.map(({ id }) => id),
      chosen.map(({ letter, text }) => `${letter}) ${text}`).join('\n'),
    );
  };
  return [
    el('ul', { class: 'quiz-options' }, ...rows),
    drawSend(send, () => boxes.some(({ box }) => box.checked), rows),
  ];
}

/** A list to choose from for each place: of an order, or of a left side. */
function drawPlaces({ options }, places, answer, { distinct }) {
  const selects = places.map(() =>
    el(
      'select',
      { class: 'quiz-select' },
      el('option', { value: '' }, word('quiz.choose')),
      ...options.map(({ id, letter, text }) => el('option', { value: id }, `${letter}) ${text}`)),
    ),
  );
  const rows = selects.map((select, at) =>
    el('li', {}, el('label', { class: 'quiz-place-row' }, el('span', { dir: 'auto' }, places[at]), select)),
  );
  const chosen = () => selects.map(({ value }) => value);
  const isComplete = () =>
    chosen().every((id) => id !== '') && (!distinct || new Set(chosen()).size === chosen().length);
  const send = () => {
    if (!isComplete()) return;
    const lines = chosen().map((id, at) => `${places[at]}: ${options.find((option) => option.id === id)?.text ?? ''}`);
    answer(chosen(), lines.join('\n'));
  };
  return [el('ol', { class: 'quiz-places' }, ...rows), drawSend(send, isComplete, rows)];
}

/** The button is there from the start and can be pressed once the answer is complete. */
function drawSend(send, isComplete, rows) {
  const button = ofPage(said('button', 'quiz.answer', { type: 'button', class: 'quiz-send', onclick: send }));
  button.disabled = true;
  for (const row of rows) {
    row.addEventListener('change', () => {
      button.disabled = !isComplete();
    });
  }
  return button;
}

/** Lines of a text as lines. */
function lines(text) {
  return text.split('\n').map((line) => el('span', { class: 'quiz-line', dir: 'auto' }, line));
}

function labelled(key, text) {
  if (text === undefined) return undefined;
  return el('div', { class: 'quiz-answer' }, ofPage(said('strong', key)), el('p', {}, ...lines(text)));
}

/** What was right, said by a sign, a word and a colour. */
export function drawFeedback({ verdict, heading, prompt, given, expected, why, source }) {
  const head = el(
    'p',
    { class: 'quiz-verdict' },
    icon(verdict === 'right' ? 'right' : 'info'),
    el('strong', { dir: 'auto' }, heading),
  );
  return el(
    'div',
    { class: `quiz-feedback ${verdict}` },
    head,
    prompt === undefined ? undefined : el('p', { class: 'quiz-prompt', dir: 'auto' }, prompt),
    labelled('quiz.given', given),
    labelled('quiz.expected', expected),
    el('p', { dir: 'auto' }, why),
    source === undefined ? undefined : el('p', { class: 'quiz-source', dir: 'auto' }, source),
  );
}

function drawBar(right, items, mark) {
  const share = (value) => `${items === 0 ? 0 : Math.round((100 * value) / items)}%`;
  const fill = el('span', { class: 'quiz-fill' });
  fill.style.setProperty('inline-size', share(right));
  const bar = el('span', { class: 'quiz-bar', 'aria-hidden': 'true' }, fill);
  if (mark !== undefined) {
    const line = el('span', { class: 'quiz-mark' });
    line.style.setProperty('inset-inline-start', `${mark}%`);
    bar.append(line);
  }
  return bar;
}

/** A bar for each part, each with its words. */
export function drawResult({ heading, score, right, items, passMark, verdict, topics, comparison }) {
  const rows = topics.map((topic) =>
    el(
      'li',
      {},
      el('span', { class: 'quiz-topic', dir: 'auto' }, topic.label),
      el('span', { class: 'quiz-count', dir: 'auto' }, topic.score),
      drawBar(topic.right, topic.items),
    ),
  );
  return el(
    'section',
    { class: 'quiz-result' },
    el('h3', { dir: 'auto' }, heading),
    el('p', { class: 'quiz-score', dir: 'auto' }, score),
    drawBar(right, items, passMark),
    verdict === undefined ? undefined : el('p', { dir: 'auto' }, verdict),
    rows.length > 0 ? named(el('ul', { class: 'quiz-topics' }, ...rows), 'quiz.topics') : undefined,
    comparison === undefined ? undefined : el('p', { class: 'quiz-comparison', dir: 'auto' }, comparison),
  );
}
