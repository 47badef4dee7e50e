/** The numbers in an answer, the list of sources under it, and the passage each of them opens. */
import { direction, el, icon, outsideLink, reveal } from './dom.js';
import { named, ofPage, said } from './words.js';

let nextId = 0;

/** The sources of one answer. A number and its line in the list open the same passage, in its place in the list. */
export class SourceList {
  #sources;
  #actions;
  #drawBlocks;
  #lines = new Map();

  constructor(sources, actions, drawBlocks) {
    this.#sources = sources;
    this.#actions = actions;
    this.#drawBlocks = drawBlocks;
    for (const source of sources) this.#lines.set(source.n, new SourceLine(source, this.#actions, this.#drawBlocks));
  }

  /** The `[n]` behind a sentence. */
  citation(n) {
    const line = this.#lines.get(n);
    return line === undefined ? el('span', {}, `[${n}]`) : line.citation();
  }

  /** The list itself. */
  draw(heading) {
    const items = this.#sources.map(({ n }) => this.#lines.get(n).draw());
    return el('section', { class: 'sources', 'aria-label': heading }, el('h2', {}, heading), el('ol', {}, ...items));
  }
}

/** One source: its line, the numbers that point to it, and the passage once it was opened. */
class SourceLine {
  #source;
  #actions;
  #drawBlocks;
  #id = `source-${nextId++}`;
  #citations = [];
  #head;
  #body;
  #loaded = false;
  #opener;

  constructor(source, actions, drawBlocks) {
    this.#source = source;
    this.#actions = actions;
    this.#drawBlocks = drawBlocks;
  }

  citation() {
    const { n, title } = this.#source;
    const attributes = { type: 'button', class: 'cite', 'aria-expanded': 'false', 'aria-controls': this.#id };
    const button = el('button', { ...attributes, onclick: () => this.#toggle(button) }, `[${n}]`);
    this.#citations.push(button);
    return named(button, 'openSource', { n, title });
  }

  draw() {
    const { n, title, heading, label, unchecked } = this.#source;
    const name = el('span', { class: 'name' }, el('bdi', { class: 'title' }, title));
    if (heading !== '') name.append(el('span', { class: 'separator' }, ' › '), el('bdi', {}, heading));
    this.#head = el(
      'button',
      { type: 'button', class: 'source-head', 'aria-expanded': 'false', 'aria-controls': this.#id },
      el('span', { class: 'number' }, String(n)),
      name,
      icon('chevron', 'chevron'),
      facts(label, unchecked),
    );
    this.#head.addEventListener('click', () => this.#toggle(this.#head));
    this.#body = el('div', { class: 'source-body', id: this.#id, tabindex: '-1', role: 'group', hidden: true });
    named(this.#body, 'passage');
    return el('li', { class: 'source' }, this.#head, this.#body);
  }

  #toggle(opener) {
    if (this.#body.hidden || opener !== this.#head) this.#open(opener);
    else this.#close();
  }

  #open(opener) {
    this.#opener = opener;
    this.#expand(true);
    if (!this.#loaded) void this.#load();
    this.#body.focus({ preventScroll: true });
    reveal(this.#body, 'nearest');
  }

  #close() {
    this.#expand(false);
    this.#opener?.focus();
  }

  #expand(open) {
    this.#body.hidden = !open;
    for (const button of [this.#head, ...this.#citations]) button.setAttribute('aria-expanded', String(open));
  }

  /** Shows the quoted words at once, and the whole passage as soon as it is there. */
  async #load() {
    const { quote, passageId } = this.#source;
    const quoted = [ofPage(said('p', 'quoted', { class: 'caption' })), el('p', { class: 'quote', dir: 'auto' }, quote)];
    this.#show(...quoted, ofPage(said('p', 'loadingPassage', { class: 'thinking' })));
    try {
      const reply = await this.#actions.ask({ kind: 'choice', choice: { action: 'open-passage', passageId } });
      const passages = reply.blocks.filter((block) => block.type === 'passage');
      const { cards, after } = this.#drawBlocks(
        reply.blocks.filter((block) => block.type !== 'passage'),
        this.#actions,
      );
      this.#loaded = passages.length > 0;
      const texts = passages.map(({ passage }) => drawPassage(passage, { withName: false, quote }));
      this.#show(...(this.#loaded ? texts : quoted), ...cards, ...after);
    } catch (error) {
      const retry = ofPage(said('button', 'problem.retry', { type: 'button', class: 'quiet' }));
      retry.addEventListener('click', () => void this.#load());
      const told = error.sentence ? el('p', {}, error.sentence) : said('p', 'problem.start');
      this.#show(...quoted, ofPage(el('div', { class: 'problem', role: 'alert' }, el('div', {}, told, retry))));
    }
    if (!this.#body.hidden) reveal(this.#body, 'nearest');
  }

  #show(...content) {
    const close = ofPage(said('button', 'closePassage', { type: 'button', class: 'quiet close' }));
    close.addEventListener('click', () => this.#close());
    this.#body.replaceChildren(...content, close);
  }
}

/** A passage: its text with the quoted words marked, what it is, and where it comes from. */
export function drawPassage(passage, { withName, quote }) {
  const attributes = { class: 'passage-text', lang: passage.language, dir: direction(passage.language), tabindex: '0' };
  const parts = [el('div', attributes, ...drawLines(passage.text, quote)), drawOrigins(passage.origins)];
  if (withName) {
    parts.unshift(
      el('h2', { lang: passage.language, dir: direction(passage.language) }, passage.name),
      facts(passage.label, passage.unchecked, passage.page),
    );
  }
  return el('div', { class: 'passage' }, ...parts);
}

/** How binding, how old, about where, how sure. */
function facts(label, unchecked, page) {
  const plain = [label.authority, label.countries, label.asOf, page, unchecked ? undefined : label.review];
  const badges = [label.benchmark, unchecked ? label.review : undefined];
  return el(
    'span',
    { class: 'facts' },
    ...plain.filter(Boolean).map((text) => el('span', {}, text)),
    ...badges.filter(Boolean).map((text) => el('span', { class: 'badge' }, text)),
  );
}

function drawOrigins(origins) {
  if (origins.length === 0) return undefined;
  const items = origins.map(({ title, url }) =>
    el('li', {}, outsideLink(title, url, ofPage(said('span', 'opensNewTab', { class: 'unseen' })))),
  );
  return el('div', {}, ofPage(said('p', 'original', { class: 'caption' })), el('ul', { class: 'origins' }, ...items));
}

/** The lines of a passage, list items as such, with the quoted words marked wherever they stand. */
function drawLines(text, quote) {
  const from = quote ? text.indexOf(quote) : -1;
  const to = from < 0 ? -1 : from + quote.length;
  const lines = [...text.matchAll(/^[ \t]*(?:([-*•])[ \t]+)?(.*\S.*)$/gmu)];
  return lines.map((match) => {
    const words = match[2];
    const start = match.index + match[0].length - words.length;
    const cut = (at) => Math.min(Math.max(at - start, 0), words.length);
    const parts = [words.slice(0, cut(from)), words.slice(cut(from), cut(to)), words.slice(cut(to))];
    const mark = parts[1] === '' ? undefined : el('mark', {}, parts[1]);
    return el('p', { class: match[1] === undefined ? undefined : 'item' }, parts[0], mark, parts[2]);
  });
}
