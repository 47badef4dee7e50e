/** Only what Meta signed is read, and only whoever knows the token is answered. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerHandshake, verifySignature } from '../../../src/channels/whatsapp/verify.ts';

const SECRET = 'a secret of the app';
const TEXT = { body: 'من يوقّع الإحالة ؟ 👍 é' };
/** As Meta writes it: every character above U+007F is spelled out. */
const ON_THE_WIRE = JSON.stringify(TEXT).replace(
  /[\u0080-\uffff]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

function sign(text: string, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(text, 'utf8').digest('hex')}`;
}

describe('verifySignature', () => {
  it('accepts the bytes that were signed', () => {
    expect(ON_THE_WIRE).toContain('\\u0645');
    expect(verifySignature(Buffer.from(ON_THE_WIRE), sign(ON_THE_WIRE), SECRET)).toBe(true);
    expect(
      verifySignature(Buffer.from(ON_THE_WIRE), sign(ON_THE_WIRE).toUpperCase().replace('SHA', 'sha'), SECRET),
    ).toBe(true);
    expect(verifySignature(Buffer.alloc(0), sign(''), SECRET)).toBe(true);
  });

  it('refuses the same JSON written another way', () => {
    const again = JSON.stringify(JSON.parse(ON_THE_WIRE));
    expect(JSON.parse(again)).toEqual(TEXT);
    expect(verifySignature(Buffer.from(again), sign(ON_THE_WIRE), SECRET)).toBe(false);
  });

  const signature = sign(ON_THE_WIRE);
  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['no algorithm', signature.slice('sha256='.length)],
    ['another algorithm', signature.replace('sha256', 'sha1')],
    ['too little', signature.slice(0, -2)],
    ['an odd digit', signature.slice(0, -1)],
    ['too much', `${signature}00`],
    ['a line after it', `${signature}\n`],
    ['space around it', ` ${signature} `],
    ['two of them', `${signature},${signature}`],
    ['no hexadecimal', `sha256=${'g'.repeat(64)}`],
    ['zeros', `sha256=${'0'.repeat(64)}`],
    ['another secret', sign(ON_THE_WIRE, 'another')],
    ['another body', sign(`${ON_THE_WIRE} `)],
  ])('refuses %s', (_name, header) => {
    expect(verifySignature(Buffer.from(ON_THE_WIRE), header, SECRET)).toBe(false);
  });

  it('refuses everything without a secret', () => {
    expect(verifySignature(Buffer.from(ON_THE_WIRE), sign(ON_THE_WIRE, ''), '')).toBe(false);
  });
});

describe('answerHandshake', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'our token', 'hub.challenge': '1158201444' };

  it('gives the challenge back as it came', () => {
    expect(answerHandshake(query, 'our token')).toBe('1158201444');
  });

  it.each([
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no mode', { ...query, 'hub.mode': undefined }],
    ['another token', { ...query, 'hub.verify_token': 'our tokem' }],
    ['the start of the token', { ...query, 'hub.verify_token': 'our' }],
    ['no token', { ...query, 'hub.verify_token': undefined }],
    ['two tokens', { ...query, 'hub.verify_token': ['our token', 'our token'] }],
    ['no challenge', { ...query, 'hub.challenge': undefined }],
    ['an empty challenge', { ...query, 'hub.challenge': '' }],
    ['a challenge of several lines', { ...query, 'hub.challenge': '1\r\nSet-Cookie: a=b' }],
    ['a challenge with more than plain letters', { ...query, 'hub.challenge': 'é' }],
    ['a long challenge', { ...query, 'hub.challenge': '1'.repeat(257) }],
    ['nothing', {}],
  ])('refuses %s', (_name, asked) => {
    expect(answerHandshake(asked, 'our token')).toBeUndefined();
  });

  it('refuses everything without a token', () => {
    expect(answerHandshake({ ...query, 'hub.verify_token': '' }, '')).toBeUndefined();
  });
});
