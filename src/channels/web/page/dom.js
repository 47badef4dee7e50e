/** Makes elements. Text only ever becomes text: there is no way here to write markup. */

const SVG = 'http://www.w3.org/2000/svg';

const SHAPES = {
  info: 'M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  warning: 'M12 9v5M12 17v.01M12 3.5 2.5 20h19z',
  right: 'M4 12.5l5 5L20 6.5',
  cross: 'M6 6l12 12M18 6L6 18',
  idea: 'M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3',
  chevron: 'M6 9l6 6 6-6',
  up: 'M7 11l4-8c1.6 0 2.6 1.1 2.6 2.7V9H19c1.3 0 2.2 1.1 2 2.4l-1.2 7c-.2 1-1 1.6-2 1.6H7M7 11v9M7 11H3.5v9H7',
  down: 'M17 13l-4 8c-1.6 0-2.6-1.1-2.6-2.7V15H5c-1.3 0-2.2-1.1-2-2.4l1.2-7c.2-1 1-1.6 2-1.6H17M17 13V4M17 13h3.5V4H17',
  outside: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
};

/** French sets a space before some marks; a line must not begin with one of them. */
function keepMarks(text) {
  return text.replaceAll(/ (?=[;:?!»])/gu, '\u00A0').replaceAll('« ', '«\u00A0');
}

/**
 * An element with attributes and children. `undefined` and `false` attributes are left out, `on…` functions are
 * listeners, strings become text.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  const kept = children.filter((child) => child !== undefined);
  element.append(...kept.map((child) => (typeof child === 'string' ? keepMarks(child) : child)));
  return element;
}

/** One of our few icons; never read aloud. */
export function icon(name, className) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  if (className) svg.setAttribute('class', className);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A link that opens in a new tab, told to screen readers too; plain text when the address is not one to open. */
export function outsideLink(label, url, newTab) {
  if (url === undefined || !/^https?:\/\//iu.test(url)) return el('bdi', {}, label);
  const attributes = { href: url, target: '_blank', rel: 'noopener noreferrer' };
  return el('a', attributes, el('bdi', {}, label), icon('outside'), newTab);
}

/** The writing direction of a language. */
export function direction(language) {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Scrolls gently, or at once for people who asked for less motion (the style sheet decides). */
export function reveal(element, block) {
  element.scrollIntoView({ block });
}
