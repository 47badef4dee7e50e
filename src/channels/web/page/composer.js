/** The question box: grows with the text, sends with Enter, keeps what was typed until it is sent. */

/** Wires the form; `send` gets the text. Returns a way to put the cursor there. */
export function wireComposer(form, send) {
  const box = form.querySelector('textarea');

  function grow() {
    // An empty box has no words to tell the direction by: then it is the page's.
    if (box.value === '') box.removeAttribute('dir');
    else box.dir = 'auto';
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }

  function submit() {
    const text = box.value.trim();
    box.focus();
    if (text === '') return;
    box.value = '';
    grow();
    send(text);
  }

  box.addEventListener('input', grow);
  box.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  return { focus: () => box.focus() };
}
