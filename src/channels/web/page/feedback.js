/** Thumbs under an answer, with an optional reason. */
import { direction, el, icon } from './dom.js';
import { named, ofPage, said } from './words.js';

const REASONS = ['wrong', 'incomplete', 'wrong-source', 'unclear', 'out-of-date'];

/** The question under a reply. A verdict is sent once: with a thumb up, or with a reason (or none) after a thumb down. */
export function feedbackFor(reply, actions) {
  const element = ofPage(el('div', { class: 'feedback', role: 'group' }));
  named(element, 'feedback.question');
  const up = thumb('up', 'feedback.yes', () => void send(true));
  const down = thumb('down', 'feedback.no', () => askWhy());
  element.append(said('span', 'feedback.question'), up, down);

  function askWhy() {
    down.setAttribute('aria-pressed', 'true');
    if (element.querySelector('.reasons') !== null) return;
    const buttons = REASONS.map((reason) => {
      const button = said('button', `feedback.reasons.${reason}`, { type: 'button', class: 'reason' });
      button.addEventListener('click', () => void send(false, reason));
      return button;
    });
    const none = said('button', 'feedback.skip', { type: 'button', class: 'reason later' });
    none.addEventListener('click', () => void send(false));
    element.append(el('div', { class: 'reasons' }, said('p', 'feedback.why'), ...buttons, none));
    buttons[0].focus();
  }

  async function send(helpful, reason) {
    element.querySelector('.failed')?.remove();
    try {
      const answer = await actions.ask({ kind: 'feedback', replyToId: reply.id, helpful, reason });
      show(answer);
    } catch {
      // The buttons stay, so that the person can press again.
      element.append(said('p', 'feedback.failed', { class: 'failed', role: 'alert' }));
    }
  }

  function show(answer) {
    const words = answer.blocks.filter((block) => 'text' in block).map((block) => block.text);
    const attributes = { role: 'status', tabindex: '-1', lang: answer.language, dir: direction(answer.language) };
    const thanks =
      words.length > 0
        ? el('p', attributes, words.join('\n'))
        : said('p', 'feedback.thanks', { role: 'status', tabindex: '-1' });
    element.replaceChildren(thanks);
    thanks.focus({ preventScroll: true });
  }

  return element;
}

function thumb(name, key, press) {
  const button = el('button', { type: 'button', class: 'thumb', 'aria-pressed': 'false', onclick: press }, icon(name));
  return named(button, key);
}
