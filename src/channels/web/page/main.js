/** Starts the chat page and joins its parts to each other. */
import { wireComposer } from './composer.js';
import { recall } from './memory.js';
import { Transcript } from './transcript.js';
import { loadWords, pageLanguage, preferredLanguage, showLanguage } from './words.js';

const byId = (id) => document.getElementById(id);

/** Changes the language. Before the first question the greeting is said again in it; later only the change is told. */
function changeLanguage(language, transcript) {
  if (language === pageLanguage()) return;
  showLanguage(language);
  const message = { kind: 'choice', choice: { action: 'set-language', language } };
  if (transcript.started) void transcript.say(message);
  else
    void transcript
      .greet()
      .then(() => transcript.ask(message))
      .catch(ignoreUntilNextMessage);
}

/** The page's language goes with every message anyway: a choice that did not arrive is made good by the next one. */
function ignoreUntilNextMessage() {}

function wireNewConversation(transcript, composer) {
  const dialog = byId('confirm');
  const restart = () => {
    composer.focus();
    void transcript.greet();
  };
  byId('new').addEventListener('click', () => {
    if (!transcript.started) return restart();
    byId('confirm-waiting').hidden = !transcript.waiting;
    dialog.showModal();
  });
  dialog.addEventListener('click', (event) => {
    const answer = event.target.closest('[data-answer]')?.dataset.answer;
    if (answer === undefined) return;
    dialog.close();
    if (answer === 'yes') restart();
  });
}

function wireOffline() {
  const note = byId('offline');
  const show = () => {
    note.hidden = navigator.onLine;
  };
  window.addEventListener('online', show);
  window.addEventListener('offline', show);
  show();
}

/** A person who comes back, or is connected again, sees at once what arrived meanwhile. */
function wireReturn(transcript) {
  document.addEventListener('visibilitychange', () => transcript.look());
  window.addEventListener('online', () => transcript.look());
}

async function start() {
  await loadWords();
  const places = {
    log: byId('log'),
    scroller: byId('scroller'),
    waitingNote: byId('waiting'),
    arrivedNote: byId('arrived'),
  };
  const transcript = new Transcript(places, (language) => changeLanguage(language, transcript));
  const composer = wireComposer(byId('composer'), (text) => void transcript.say({ kind: 'text', text }, text));
  showLanguage(recall()?.language ?? preferredLanguage());
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => changeLanguage(button.dataset.language, transcript));
  }
  wireNewConversation(transcript, composer);
  wireOffline();
  wireReturn(transcript);
  document.documentElement.classList.add('ready');
  if (!transcript.restore()) await transcript.greet();
}

await start();
