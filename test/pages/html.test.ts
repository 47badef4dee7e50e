/** Writing HTML: nothing that is put in becomes markup; QR codes say what they are to say. */
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { html, json } from '../../src/pages/html.ts';
import { qrCode } from '../../src/pages/qr-code.ts';
import { languageAsked } from '../../src/pages/words.ts';

describe('html', () => {
  it('escapes texts, in attributes too, and leaves pieces of its own as they are', () => {
    const text = `<b> & "x" 'y'`;
    expect(html`<p title="${text}">${text}${html`<i>${1}</i>`}${['<', html`<hr>`]}${undefined}${false}</p>`.text).toBe(
      '<p title="&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;">&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;<i>1</i>&lt;<hr></p>',
    );
  });

  it('writes data that cannot end the element it stands in', () => {
    const data = { a: '</script><!--', b: [1, null] };
    expect(json(data).text).not.toContain('<');
    expect(JSON.parse(json(data).text)).toEqual(data);
  });
});

describe('a QR code', () => {
  it.each([
    'https://dalil.example.org/certificates/ABCDE-FGHJK-MNPQR',
    'https://chat.example.org/?text=join%20TUN-2026-05',
  ])('of %s says so when it is read', (address) => {
    const picture = qrCode(address, 'a "name"').text;
    expect(picture).toContain('aria-label="a &quot;name&quot;"');
    const size = Number(/viewBox="0 0 (\d+)/u.exec(picture)?.[1]);
    const scale = 6;
    const data = new Uint8Array(4 * (size * scale) ** 2).fill(255);
    for (const [, x, y, width] of picture.matchAll(/M(\d+) (\d+)h(\d+)v1/gu)) {
      for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
        for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column += 1)
          data.fill(0, 4 * (row * size * scale + column), 4 * (row * size * scale + column) + 3);
      }
    }
    expect(decodeQR({ width: size * scale, height: size * scale, data })).toBe(address);
  });
});

describe('the language of a page', () => {
  it.each([
    ['ar', 'fr', 'ar'],
    [null, 'fr-TN,fr;q=0.9,en;q=0.8', 'fr'],
    [null, 'de, ar;q=0.5', 'ar'],
    ['xx', undefined, 'en'],
  ])('for %s and %s is %s', (wanted, accepted, expected) => {
    expect(languageAsked(wanted, accepted)).toBe(expected);
  });
});
