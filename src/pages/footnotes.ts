/** Definitions of what the report measures, as footnotes: numbered in the order they are met, with links there and back. */
import { type Html, html } from './html.ts';
import type { Say } from './words.ts';

/** What is defined; the words are `reportPage.definitions.<name>`. */
export type Definition = 'gain' | 'facility' | 'discrimination' | 'alpha' | 'retention' | 'distribution' | 'trained';

/** Where a definition comes from; those without are the report's own. */
const SOURCES: Record<Definition, readonly { name: string; url?: string }[]> = {
  gain: [{ name: 'hake', url: 'https://doi.org/10.1119/1.18809' }],
  facility: [{ name: 'moodle', url: 'https://docs.moodle.org/dev/Quiz_statistics_calculations' }],
  discrimination: [
    { name: 'henrysson', url: 'https://doi.org/10.1007/BF02289618' },
    // A book, without an address of its own.
    { name: 'ebel' },
  ],
  alpha: [{ name: 'cronbach', url: 'https://doi.org/10.1007/BF02310555' }],
  retention: [],
  distribution: [],
  trained: [],
};

export interface Footnotes {
  /** A raised number that leads to the definition. */
  ref(name: Definition): Html;
  /** The definitions that were referred to. */
  list(): Html;
}

export function createFootnotes(say: Say): Footnotes {
  const uses = new Map<Definition, number>();

  function note(name: Definition, count: number): Html {
    const term = say(`definitions.${name}.term`);
    const label = html`<span class="unseen"> ${say('definitions.back', { term })}</span>`;
    const back = Array.from({ length: count }, (_, at) => at + 1).map(
      (use) => html` <a href="#ref-${name}-${use}"><span aria-hidden="true">↑</span>${count > 1 && use}${label}</a>`,
    );
    const sources = SOURCES[name].map(({ name: source, url }) => {
      const title = say(`definitions.sources.${source}`);
      return html`<li>${url === undefined ? title : html`<a href="${url}" rel="noreferrer">${title}</a>`}</li>`;
    });
    return html`<li id="note-${name}">
<p><dfn>${term}</dfn> ${say(`definitions.${name}.text`)}<span class="back">${back}</span></p>
<p class="formula" dir="auto">${say(`definitions.${name}.formula`)}</p>
${sources.length === 0 ? html`<p class="source">${say('definitions.own')}</p>` : html`<ul class="source">${sources}</ul>`}
</li>`;
  }

  return {
    ref(name) {
      const use = (uses.get(name) ?? 0) + 1;
      uses.set(name, use);
      const number = [...uses.keys()].indexOf(name) + 1;
      const label = say('definitions.to', { term: say(`definitions.${name}.term`) });
      return html`<sup><a class="ref" id="ref-${name}-${use}" href="#note-${name}">${number}<span class="unseen"> ${label}</span></a></sup>`;
    },
    list: () => html`<ol class="notes">${[...uses].map(([name, count]) => note(name, count))}</ol>`,
  };
}
