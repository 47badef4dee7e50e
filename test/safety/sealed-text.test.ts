/** Sealed texts open here and nowhere else, and only as they were sealed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/safety/sealed-text.ts';

const SECRET = new Uint8Array(32).fill(7);
const sealer = createSealer(SECRET);
const texts = fc.string({ unit: 'binary', maxLength: 200 });

describe('a sealed text', () => {
  it('opens as what it was, also by another sealer with the same secret', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(createSealer(SECRET).open(sealer.seal(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it.each(['', 'سؤال 🧭 \u0000', 'x'.repeat(100_000)])('is printable ASCII whatever it holds', (text) => {
    const sealed = sealer.seal(text);
    expect(sealed).toMatch(/^sealed-1\.[\w-]+$/);
    expect(sealer.open(sealed)).toBe(text);
  });

  it('shows nothing of its words, and is never the same twice', () => {
    const words = 'Amina, Medenine';
    const [one, two] = [sealer.seal(words), sealer.seal(words)];
    expect(one).not.toBe(two);
    for (const hidden of [words, 'Amina', Buffer.from(words).toString('base64url')]) expect(one).not.toContain(hidden);
  });

  it('does not open with another secret, however close', () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 31 }), fc.integer({ min: 1, max: 255 }), (text, at, bits) => {
        const other = SECRET.map((byte, index) => (index === at ? byte ^ bits : byte));
        expect(createSealer(other).open(sealer.seal(text))).toBeUndefined();
      }),
    );
  });

  it('does not open with any of its characters changed', () => {
    const sealed = sealer.seal('Où aller ?');
    for (let at = 0; at < sealed.length; at += 1) {
      for (const character of ['A', 'B', '.', '=', '+', ' ', '\u0000', 'é']) {
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        expect(sealer.open(changed)).toBe(changed === sealed ? 'Où aller ?' : undefined);
      }
    }
  });

  it('does not open shortened, lengthened or put together of two', () => {
    const sealed = sealer.seal('the first');
    const other = sealer.seal('the other');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(sealer.open(sealed.slice(0, length))).toBeUndefined();
      const mixed = sealed.slice(0, length) + other.slice(length);
      if (mixed !== sealed && mixed !== other) expect(sealer.open(mixed)).toBeUndefined();
    }
    for (const more of ['A', '=', '\n', '.', 'AAAA', other]) expect(sealer.open(sealed + more)).toBeUndefined();
  });

  it('is not taken for one that was never sealed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sealer.open(text)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(sealer.open(`sealed-1.${Buffer.from(bytes).toString('base64url')}`)).toBeUndefined();
      }),
    );
  });

  it('stays readable in later versions', () => {
    // As sealed by the first version: changing how texts are sealed needs another prefix, and this one read on.
    const fixed = createSealer(SECRET, (bytes) => new Uint8Array(bytes).fill(1));
    const first = 'sealed-1.AQEBAQEBAQEBAQEBvWw7OngNrI7pQnIXGcRar4f4dAxSLY9yBYc8pcFfqPtIqKer9c-8';
    expect(fixed.seal('نقطة الاتصال')).toBe(first);
    expect(sealer.open(first)).toBe('نقطة الاتصال');
  });

  it('asks for a nonce of twelve bytes for each', () => {
    const asked: number[] = [];
    const counting = createSealer(SECRET, (bytes) => {
      asked.push(bytes);
      return new Uint8Array(bytes).fill(asked.length);
    });
    expect(counting.seal('same')).not.toBe(counting.seal('same'));
    expect(asked).toEqual([12, 12]);
  });
});
