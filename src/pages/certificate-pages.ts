/** The pages of certificates: one that anybody can check a paper against, and the certificate itself for its owner. */
import { LANGUAGES, type Language } from '../contracts/language.ts';
import { initialsOf, type OpenCertificate } from '../training/certificates.ts';
import type { Module } from '../training/quiz.ts';
import { createFigures } from './figures.ts';
import { brand, FRAME_END, frameStart, languageSwitch } from './frame.ts';
import { type Html, html, type Part } from './html.ts';
import { qrCode } from './qr-code.ts';
import { directionOf, type Say } from './words.ts';

export interface CertificatePageParts {
  /** Words below `certificate`, below `reportPage` and below `language`, in each language. */
  words: Record<Language, Say>;
  reportWords: Record<Language, Say>;
  languageNames: Record<Language, Say>;
  modules: readonly Module[];
  /** Who runs Dalil, as people know them. */
  operator?: string;
}

/** What both pages say about a certificate, in one language. */
function factsOf({ modules, reportWords }: CertificatePageParts, certificate: OpenCertificate, language: Language) {
  const figures = createFigures(language, reportWords[language]);
  const module = modules.find(({ key }) => key === certificate.module);
  const { right, items, issuedAt } = certificate;
  return {
    title: module?.title[language] ?? certificate.module,
    sessions: module?.sessions.map((session) => session.title[language]).join(' · '),
    date: figures.dayOf(issuedAt),
    score: {
      right: figures.count(right),
      items: figures.count(items),
      percent: items === 0 ? '–' : figures.percent(right / items),
    },
    passMark: module && figures.percent(module.passMark / 100),
  };
}

function frame(language: Language, title: string, kind: 'certificate' | 'check'): Html {
  return frameStart({ language, title, kind, styles: [`${kind}.css`], scripts: ['page.js'] });
}

/** Confirms a certificate in every language, without its name. */
export function drawCheck(parts: CertificatePageParts, certificate: OpenCertificate): Html[] {
  const [first = 'en'] = LANGUAGES;
  const say = parts.words[first];
  const initials = certificate.name === undefined ? '' : initialsOf(certificate.name);
  const articles = LANGUAGES.map((language, at) => {
    const words = parts.words[language];
    const { title, date, score, passMark } = factsOf(parts, certificate, language);
    const fact = (term: string, value: Part) => html`<div><dt>${words(`facts.${term}`)}</dt><dd>${value}</dd></div>`;
    const heading = html`<span class="verdict" aria-hidden="true">✓</span> ${words('valid.title')}`;
    return html`<article lang="${language}" dir="${directionOf(language)}">
${at === 0 ? html`<h1>${heading}</h1>` : html`<h2>${heading}</h2>`}
<dl>${fact('module', title)}${fact('initials', html`<bdi>${initials === '' ? '–' : initials}</bdi>`)}${fact('date', date)}
${fact('score', words('score', score))}${fact('passMark', passMark ?? '–')}${fact('code', html`<bdi dir="ltr">${certificate.code}</bdi>`)}</dl>
<p class="note">${words('valid.text')}</p>
</article>`;
  });
  return [
    frame(first, `${say('valid.title')} · ${say('brand')}`, 'check'),
    html`<header>${brand(say('brand'), say('checkTitle'))}</header><main class="answers valid">${articles}</main>`,
    FRAME_END,
  ];
}

/** Says in every language that a certificate is not known; the same for every reason, so that nothing can be learned. */
export function drawUnknown(parts: CertificatePageParts): Html[] {
  const [first = 'en'] = LANGUAGES;
  const say = parts.words[first];
  const articles = LANGUAGES.map((language, at) => {
    const words = parts.words[language];
    const heading = html`<span class="verdict" aria-hidden="true">✕</span> ${words('unknown.title')}`;
    return html`<article lang="${language}" dir="${directionOf(language)}">
${at === 0 ? html`<h1>${heading}</h1>` : html`<h2>${heading}</h2>`}
<p>${words('unknown.text')}</p>
</article>`;
  });
  return [
    frame(first, `${say('unknown.title')} · ${say('brand')}`, 'check'),
    html`<header>${brand(say('brand'), say('checkTitle'))}</header><main class="answers unknown">${articles}</main>`,
    FRAME_END,
  ];
}

export interface CertificateView {
  certificate: OpenCertificate;
  language: Language;
  /** The public page that confirms it. */
  checkAddress: string;
  /** This page in another language, without the site. */
  addressIn(language: Language): string;
}

/** The certificate itself, with the full name: one sheet, A4 across. */
export function drawCertificate(parts: CertificatePageParts, view: CertificateView): Html[] {
  const { certificate, language, checkAddress, addressIn } = view;
  const say = parts.words[language];
  const { title, sessions, date, score, passMark } = factsOf(parts, certificate, language);
  const result = passMark === undefined ? say('score', score) : say('result', { ...score, passMark });
  return [
    frame(language, `${say('title')} · ${title}`, 'certificate'),
    html`<div class="tools">${languageSwitch(language, say('language'), parts.languageNames, addressIn)}
<button type="button" class="primary" data-print hidden>${say('print')}</button></div>
<main class="sheet"><div class="inner">
<header>${brand(say('brand'), say('tagline'))}${parts.operator !== undefined && html`<p class="operator"><bdi>${parts.operator}</bdi></p>`}</header>
<div class="body">
<h1>${say('title')}</h1>
<p class="lead">${say('awardedTo')}</p>
<p class="name"><bdi>${certificate.name ?? '–'}</bdi></p>
<p class="lead">${say('completed')}</p>
<p class="module">${title}</p>
<p class="result">${result}</p>
${sessions !== undefined && html`<p class="contents">${say('contents', { sessions })}</p>`}
</div>
<footer>
<dl><div><dt>${say('facts.date')}</dt><dd>${date}</dd></div><div><dt>${say('facts.code')}</dt><dd><bdi dir="ltr">${certificate.code}</bdi></dd></div></dl>
<div class="check"><p>${say('checkAt')} <a href="${checkAddress}" dir="ltr">${checkAddress.replace(/^https?:\/\//u, '')}</a></p>
${qrCode(checkAddress, say('picture'))}</div>
</footer>
</div></main>`,
    FRAME_END,
  ];
}
