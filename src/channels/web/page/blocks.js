/** Draws the parts of a reply. */
import { direction, el, icon, outsideLink } from './dom.js';
import { feedbackFor } from './feedback.js';
import { drawItem } from './quiz-item.js';
import { closable } from './quiz-open.js';
import { drawFeedback, drawResult } from './quiz-result.js';
import { drawPassage, SourceList } from './sources.js';
import { named, ofPage, said } from './words.js';

/** Outcomes a person can judge: something was looked up for them. */
const JUDGED = new Set(['answered', 'no-evidence', 'unclear']);

/**
 * Draws a whole reply into an element. `actions` are what its buttons do: `choose(choice, label)` and
 * `ask(message)`, which resolves with the reply to a message that is not a turn of its own.
 */
export function drawReply(reply, actions) {
  const element = el('div', { class: 'reply', lang: reply.language, dir: direction(reply.language) });
  element.dataset.outcome = reply.outcome;
  const { cards, after } = drawBlocks(reply.blocks, actions);
  if (cards.length > 0) element.append(el('div', { class: 'card' }, ...cards));
  element.append(...after);
  if (JUDGED.has(reply.outcome)) element.append(feedbackFor(reply, actions));
  return element;
}

/** Draws blocks: what is said goes on the card, what can be done next after it. */
export function drawBlocks(blocks, actions) {
  const sources = blocks.filter((block) => block.type === 'sources').flatMap((block) => block.sources);
  const list = new SourceList(sources, actions, drawBlocks);
  const cards = [];
  const after = [];
  for (const block of blocks) {
    if (block.type === 'choices') after.push(drawChoices(block, actions));
    else cards.push(...drawBlock(block, list, actions));
  }
  return { cards, after };
}

function drawBlock(block, list, actions) {
  switch (block.type) {
    case 'text':
      return [el('p', { class: 'words', dir: 'auto' }, block.text)];
    case 'notice':
      return [el('div', { class: 'notice', role: 'note' }, icon('info'), el('p', { dir: 'auto' }, block.text))];
    case 'answer':
      return block.sentences.map((sentence) => drawSentence(sentence, list));
    case 'sources':
      return block.sources.length > 0 ? [list.draw(block.heading)] : [];
    case 'passage':
      return [drawPassage(block.passage, { withName: true })];
    case 'link': {
      const newTab = ofPage(said('span', 'opensNewTab', { class: 'unseen' }));
      return [el('p', { class: 'outlink' }, outsideLink(block.label, block.url, newTab))];
    }
    case 'quiz-item':
      return [drawItem(block.item, actions)];
    case 'quiz-feedback':
      return [drawFeedback(block.feedback)];
    case 'quiz-result':
      return [drawResult(block.result)];
    default:
      return [];
  }
}

function drawSentence(sentence, list) {
  const attributes = { class: 'sentence', lang: sentence.language, dir: direction(sentence.language) };
  // The last word and the number stay together, so that the number never stands alone on a line.
  const [, before = '', last = ''] = /^(.*\s)?(\S*)$/su.exec(sentence.text) ?? [];
  const end = el('span', { class: 'together' }, last, '\u00a0', list.citation(sentence.n));
  return el('p', attributes, before, end);
}

function drawChoice({ label, choice }, actions) {
  const press = () => actions.choose(choice, label);
  const button = el('button', { type: 'button', class: 'choice', dir: 'auto', onclick: press }, label);
  if (choice.action !== 'answer-item') return button;
  // "I do not know" is an answer like any other: it goes with the item.
  return closable(button, choice, () => {
    button.disabled = true;
  });
}

function drawChoices(block, actions) {
  const list = el('ul', {}, ...block.choices.map((offered) => el('li', {}, drawChoice(offered, actions))));
  const prompt = block.prompt === undefined ? undefined : el('p', { class: 'prompt', dir: 'auto' }, block.prompt);
  if (prompt === undefined) named(list, 'suggestions');
  return el('div', { class: 'choices' }, prompt, list);
}
