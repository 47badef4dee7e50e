/** An address as a QR code, drawn as one path: a picture without a request. */
import { encodeQR } from 'qr';
import { type Html, html } from './html.ts';

/** Light modules that have to be around the code, ISO/IEC 18004 6.3.8. */
const QUIET = 4;

/** @param name what the picture is, for those who do not see it */
export function qrCode(text: string, name: string): Html {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const size = rows.length;
  const path = rows.map((row, y) =>
    runs(row)
      .map(([from, to]) => `M${from} ${y}h${to - from}v1h${from - to}z`)
      .join(''),
  );
  return html`<svg class="qr" role="img" aria-label="${name}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${path.join('')}"/></svg>`;
}

/** Where dark modules follow each other: from, and to without it. */
function runs(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (!isDark) return;
    if (last?.[1] === x) last[1] = x + 1;
    else found.push([x, x + 1]);
  });
  return found;
}
