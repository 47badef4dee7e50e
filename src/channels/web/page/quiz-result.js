/** Draws what was right about an answer, and the result of a run as bars. */
import { el, icon } from './dom.js';
import { named, ofPage, said, tell } from './words.js';

/** How each verdict looks for whoever sees no colours. */
const SIGNS = { right: 'right', wrong: 'cross', unknown: 'idea' };

/** More parts than this are too small to count at a glance. */
const MOST_PARTS = 12;

/** Lines of a text as lines, each in its own direction. */
function lines(text, attributes = {}) {
  const each = text.split('\n').map((line) => el('span', { class: 'quiz-line', dir: 'auto' }, line));
  return el('p', attributes, ...each);
}

function sign(name) {
  return el('span', { class: 'quiz-sign' }, icon(name));
}

function labelled(key, text, className) {
  if (text === undefined || text === '') return undefined;
  const label = ofPage(said('p', key, { class: 'quiz-label' }));
  return el('div', { class: `quiz-answer ${className}` }, label, lines(text));
}

/** What was right, said by a sign, words and a colour. */
export function drawFeedback({ verdict, heading, prompt, given, expected, why, source }) {
  return el(
    'section',
    { class: `quiz-feedback ${verdict}` },
    el('h2', { class: 'quiz-verdict' }, sign(SIGNS[verdict] ?? 'idea'), el('span', { dir: 'auto' }, heading)),
    prompt === undefined ? undefined : lines(prompt, { class: 'quiz-asked' }),
    labelled('quiz.given', given, 'given'),
    labelled('quiz.expected', expected, 'expected'),
    lines(why),
    source === undefined ? undefined : drawSource(source),
  );
}

function drawSource(source) {
  const label = ofPage(said('span', 'quiz.source', { class: 'quiz-label' }));
  return el('p', { class: 'quiz-source' }, label, ' ', el('bdi', {}, source));
}

/** The result: how many in all, what that means, and a bar for each part with its words. */
export function drawResult({ heading, score, right, items, passMark, verdict, topics, comparison }) {
  const isPassed = passMark === undefined ? undefined : 100 * right >= passMark * items;
  // Where there is one part, its bar says the same.
  const isOneBar = passMark === undefined && topics.length === 1;
  return el(
    'section',
    { class: 'quiz-result' },
    el('h2', { dir: 'auto' }, heading),
    el('p', { class: 'quiz-score', dir: 'auto' }, score),
    isOneBar ? undefined : drawOverall(right, items, passMark, isPassed),
    verdict === undefined ? undefined : drawVerdict(verdict, isPassed),
    comparison === undefined ? undefined : lines(comparison, { class: 'quiz-comparison' }),
    ...(topics.length > 0 ? drawTopics(topics) : []),
  );
}

function drawVerdict(verdict, isPassed) {
  const name = isPassed === true ? 'right' : 'idea';
  const look = isPassed === undefined ? 'neutral' : isPassed ? 'passed' : 'not-yet';
  return el('div', { class: `quiz-outcome ${look}` }, sign(name), lines(verdict));
}

/** The words beside a bar say what it shows: it is drawn for the eye alone. */
function drawOverall(right, items, passMark, isPassed) {
  const fill = el('span', { class: 'quiz-fill' });
  fill.style.setProperty('inline-size', `${share(right, items)}%`);
  const look = isPassed === undefined ? '' : isPassed ? ' passed' : ' not-yet';
  const bar = el('div', { class: `quiz-bar${look}`, 'aria-hidden': 'true' }, fill);
  if (passMark === undefined) return bar;
  const mark = el('span', { class: 'quiz-mark' });
  mark.style.setProperty('inset-inline-start', `${passMark}%`);
  bar.append(mark);
  const label = ofPage(tell(el('p', { class: 'quiz-mark-label' }), 'quiz.passMark', { mark: passMark }));
  label.style.setProperty('inline-size', `${passMark}%`);
  return el('div', { class: 'quiz-overall' }, bar, label);
}

function drawTopics(topics) {
  const rows = topics.map(({ label, right, items, score }) =>
    el(
      'li',
      {},
      el('span', { class: 'quiz-topic', dir: 'auto' }, label),
      el('span', { class: 'quiz-count', dir: 'auto' }, score),
      drawParts(right, items),
    ),
  );
  const title = ofPage(said('h3', 'quiz.topics', { class: 'quiz-label' }));
  return [title, named(el('ul', { class: 'quiz-topics' }, ...rows), 'quiz.topics')];
}

/** A part for each item, so that they can be counted; one whole bar where there are too many. */
function drawParts(right, items) {
  const bar = el('div', { class: 'quiz-parts', 'aria-hidden': 'true' });
  if (right === items && items > 0) bar.classList.add('all');
  if (items > MOST_PARTS || items === 0) {
    const fill = el('span', { class: 'quiz-fill' });
    fill.style.setProperty('inline-size', `${share(right, items)}%`);
    bar.classList.add('whole');
    bar.append(fill);
  } else {
    for (let at = 0; at < items; at++) bar.append(el('i', { class: at < right ? 'quiz-right' : undefined }));
  }
  return bar;
}

function share(right, items) {
  return items === 0 ? 0 : Math.min(100, Math.round((100 * right) / items));
}
