/**
 * Which items of the conversation can still be answered. The server counts an answer once; here an item that was
 * answered, by a tap or by letters typed, is closed, also after a reload.
 */

/** How to close what is drawn for an item. */
const closers = new WeakMap();

const ALL = '[data-attempt]';

/** Marks an element as answering an item; `close(given)` is called once, `given` is undefined where nobody knows it. */
export function closable(element, { attemptId, itemId }, close) {
  element.dataset.attempt = attemptId;
  element.dataset.item = itemId;
  closers.set(element, close);
  return element;
}

/** Closes what a message answers. Called before the turn of the message is there. */
export function closeAnswered(log, message) {
  if (message?.choice?.action !== 'answer-item') return;
  const { attemptId, itemId, given } = message.choice;
  for (const element of log.querySelectorAll(ALL)) {
    if (element.dataset.attempt === attemptId && element.dataset.item === itemId) close(element, given);
  }
}

/** Closes what the replies of a turn show to be over: a run asks one item at a time. */
export function closePassed(log, turn, { message, replies }) {
  const blocks = replies.flatMap((reply) => reply.blocks);
  const earlier = [...log.querySelectorAll(ALL)].filter((element) => isBefore(element, turn));
  const attempts = blocks.flatMap((block) => (block.type === 'quiz-item' ? [block.item.attemptId] : []));
  // Letters typed answer what was asked last; with the last item of a run nothing else tells which one that was.
  const isJudged = blocks.some(({ type }) => type === 'quiz-feedback' || type === 'quiz-result');
  if (message?.kind === 'text' && isJudged) attempts.push(earlier.at(-1)?.dataset.attempt);
  for (const element of earlier) if (attempts.includes(element.dataset.attempt)) close(element);
}

function isBefore(element, turn) {
  return (turn.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

function close(element, given) {
  closers.get(element)?.(given);
  closers.delete(element);
}
