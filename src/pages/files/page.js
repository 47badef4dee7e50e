/** What every page may have: a button that prints it, and a form that takes its code from behind the "#". */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

const field = document.querySelector('[data-code-field]');
const code = window.location.hash.slice(1);
if (field && code !== '') {
  field.value = code;
  field.closest('.field').hidden = true;
  // The code is used up soon; until then it need not stand in the address for somebody to read.
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
}
