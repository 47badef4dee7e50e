/** The page's own words in three languages. Everything drawn with them changes when the language does. */
import { direction, el } from './dom.js';

const FALLBACK = 'en';
let all = {};
let current = FALLBACK;

/** Fetches the words of every language, so that even a lost connection can be told in each. */
export async function loadWords() {
  const response = await fetch('/web/words.json');
  if (!response.ok) throw new Error(`words: ${response.status}`);
  all = await response.json();
}

/** The language of the page now. */
export function pageLanguage() {
  return current;
}

/** The language a new visitor most likely reads. */
export function preferredLanguage() {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((language) => language in all) ?? FALLBACK;
}

/** One sentence, by dotted key, with its values put in. */
export function word(key, values = {}) {
  const sentence = key.split('.').reduce((node, step) => node?.[step], all[current]);
  if (typeof sentence !== 'string') throw new Error(`no word "${key}"`);
  return sentence.replaceAll(/\{\{(\w+)\}\}/gu, (_, name) => values[name] ?? '');
}

/** An element that holds one of the page's sentences, now and after every change of language. */
export function said(tag, key, attributes = {}, ...before) {
  const text = el('span', { 'data-word': key }, word(key));
  if (before.length > 0) return el(tag, attributes, ...before, text);
  return el(tag, { ...attributes, 'data-word': key }, word(key));
}

/** Puts one of the page's sentences with values into an element, until another is put there. */
export function tell(element, key, values = {}) {
  element.dataset.word = key;
  element.dataset.values = JSON.stringify(values);
  element.textContent = word(key, values);
  return element;
}

/** Gives an element a spoken name in the page's language, now and after every change. */
export function named(element, key, values = {}) {
  element.dataset.label = key;
  element.dataset.values = JSON.stringify(values);
  element.setAttribute('aria-label', word(key, values));
  return element;
}

/** Marks an element as speaking the page's language, inside an answer that may be in another. */
export function ofPage(element) {
  element.dataset.page = '';
  element.lang = current;
  element.dir = direction(current);
  return element;
}

/** Changes the language of the page: words, direction, and which button is pressed. */
export function showLanguage(language) {
  current = language;
  const root = document.documentElement;
  root.lang = language;
  root.dir = direction(language);
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word, JSON.parse(element.dataset.values ?? '{}'));
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    named(element, element.dataset.label, JSON.parse(element.dataset.values ?? '{}'));
  }
  for (const element of document.querySelectorAll('[data-placeholder]')) {
    element.placeholder = word(element.dataset.placeholder);
  }
  for (const element of document.querySelectorAll('[data-page]')) ofPage(element);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
}
