/**
 * The forms that answer an item. Each is `{ parts, onlyOpen, show }`: what to draw, which of it goes when the item is
 * closed, and a way to show what was given. `answer(given, shown)` sends; `shown` is the answer in words.
 */
import { el, icon } from './dom.js';
import { ofPage, said, tell } from './words.js';

function lettered({ letter, text }) {
  return [el('span', { class: 'quiz-letter' }, letter), el('span', { class: 'quiz-text', dir: 'auto' }, text)];
}

const tick = () => icon('right', 'quiz-tick');

const textOf = (options, id) => options.find((option) => option.id === id)?.text ?? '';

/** One tap answers. */
export function drawSingle({ options }, answer) {
  const buttons = options.map((option) => {
    const press = () => answer([option.id], option.text);
    return el('button', { type: 'button', class: 'quiz-option', onclick: press }, ...lettered(option), tick());
  });
  const show = ([id]) => {
    for (const [at, option] of options.entries()) {
      if (option.id === id) buttons[at].setAttribute('aria-pressed', 'true');
    }
  };
  return { parts: [optionList(buttons)], onlyOpen: [], show };
}

/** Any number of boxes, then the button. */
export function drawMultiple({ options }, answer) {
  const boxes = options.map(({ id }) => el('input', { type: 'checkbox', value: id }));
  const rows = options.map((option, at) => el('label', { class: 'quiz-option' }, boxes[at], ...lettered(option)));
  const given = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const send = drawSend(rows, {
    missing: () => (given().length === 0 ? boxes[0] : undefined),
    missingWord: 'quiz.missing.multiple',
    send: () => {
      const ids = given();
      const words = ids.map((id) => textOf(options, id));
      answer(ids, words.length > 1 ? words.map((text) => `• ${text}`).join('\n') : words.join(''));
    },
  });
  const show = (ids) => {
    for (const box of boxes) box.checked = ids.includes(box.value);
  };
  return { parts: [optionList(rows), send], onlyOpen: [send], show };
}

/** Options are chosen one after another and get numbers; one that is chosen again loses its number. */
export function drawOrder({ options }, answer) {
  let order = [];
  const status = ofPage(said('p', 'quiz.order', { class: 'quiz-status', role: 'status' }));
  const buttons = options.map((option) => {
    const press = () => {
      show(order.includes(option.id) ? order.filter((id) => id !== option.id) : [...order, option.id]);
      tellOrder();
    };
    const number = el('span', { class: 'quiz-number' });
    return el('button', { type: 'button', class: 'quiz-option', onclick: press }, number, ...lettered(option));
  });

  function show(ids) {
    order = ids;
    for (const [at, { id }] of options.entries()) {
      const place = order.indexOf(id) + 1;
      const number = buttons[at].querySelector('.quiz-number');
      buttons[at].setAttribute('aria-pressed', String(place > 0));
      number.replaceChildren(...(place > 0 ? numbered(place) : []));
    }
  }

  function tellOrder() {
    const letters = order.map((id) => options.find((option) => option.id === id)?.letter ?? '').join(' · ');
    if (order.length === 0) tell(status, 'quiz.order');
    else tell(status, 'quiz.ordered', { letters });
  }

  const send = drawSend(buttons, {
    missing: () => buttons.find((_button, at) => !order.includes(options[at].id)),
    missingWord: 'quiz.missing.order',
    send: () => answer(order, order.map((id, at) => `${at + 1}. ${textOf(options, id)}`).join('\n')),
  });
  show([]);
  return { parts: [optionList(buttons), status, send], onlyOpen: [status, send], show };
}

function numbered(place) {
  const spoken = ofPage(tell(el('span', { class: 'unseen' }), 'quiz.number', { number: place }));
  return [el('span', { 'aria-hidden': 'true' }, String(place)), spoken];
}

/** A list to choose from for each left side. The options are written out above: a closed list cuts long ones off. */
export function drawMatch({ left, options }, answer) {
  const selects = left.map(() =>
    el(
      'select',
      { class: 'quiz-select' },
      ofPage(said('option', 'quiz.choose', { value: '' })),
      ...options.map(({ id, letter, text }) => el('option', { value: id }, `${letter}) ${text}`)),
    ),
  );
  const rows = left.map((side, at) => {
    const name = el('span', { class: 'quiz-side', dir: 'auto' }, `${at + 1}. ${side}`);
    return el('li', {}, el('label', { class: 'quiz-pair' }, name, selects[at]));
  });
  const send = drawSend(rows, {
    missing: () => selects.find(({ value }) => value === ''),
    missingWord: 'quiz.missing.match',
    send: () => {
      const ids = selects.map(({ value }) => value);
      answer(ids, ids.map((id, at) => `${left[at]} – ${textOf(options, id)}`).join('\n'));
    },
  });
  const show = (ids) => {
    for (const [at, select] of selects.entries()) select.value = ids[at] ?? '';
  };
  const written = el('ul', { class: 'quiz-written' }, ...options.map((option) => el('li', {}, ...lettered(option))));
  return { parts: [written, el('ol', { class: 'quiz-pairs' }, ...rows), send], onlyOpen: [send], show };
}

function optionList(rows) {
  return el('ul', { class: 'quiz-options' }, ...rows.map((row) => el('li', {}, row)));
}

/**
 * The button that sends. It can always be pressed: with something missing it says what, and leads there. `missing()` is
 * the first control to fill in, if any; what is told goes away once nothing in `rows` is missing any more.
 */
function drawSend(rows, { missing, missingWord, send }) {
  const note = ofPage(el('p', { class: 'quiz-missing', role: 'status' }));
  const press = () => {
    const first = missing();
    if (first === undefined) return send();
    tell(note, missingWord);
    first.focus();
  };
  const recheck = () => {
    if (missing() !== undefined) return;
    // Without its key, or a change of language would tell it again.
    delete note.dataset.word;
    note.textContent = '';
  };
  for (const row of rows) for (const event of ['click', 'input']) row.addEventListener(event, recheck);
  const button = ofPage(said('button', 'quiz.answer', { type: 'button', class: 'primary', onclick: press }));
  return el('div', { class: 'quiz-send' }, button, note);
}
