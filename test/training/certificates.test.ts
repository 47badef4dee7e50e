/** Certificates: codes nobody can guess, names nobody can read, keys nobody can make. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/safety/sealed-text.ts';
import { type CertificatesParts, createCertificates, initialsOf, readCode } from '../../src/training/certificates.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

const NEW = {
  learnerKey: 'learner',
  name: 'Amina Ben Salah',
  module: 'nrm',
  right: 13,
  items: 15,
  language: 'ar' as const,
};

function world(changes: Partial<CertificatesParts> = {}) {
  const store = memoryStore();
  const secret = randomBytes(32);
  const parts = { store, secret, sealer: createSealer(secret), now: () => 1_700_000_000_000, randomBytes };
  return { store, certificates: createCertificates({ ...parts, publicUrl: 'https://dalil.example.org', ...changes }) };
}

describe('a certificate', () => {
  it('is kept with its name sealed, and found with it', async () => {
    const { store, certificates } = world();
    const { code } = await certificates.issue({ ...NEW, event: 'TUN-2026-05' });
    expect((await store.certificate(code))?.name).not.toContain('Amina');
    expect(await certificates.find(code)).toEqual({
      ...{ ...NEW, event: 'TUN-2026-05', code, issuedAt: 1_700_000_000_000 },
    });
  });

  it('has a code of at least 60 bits, in groups, of signs that are not taken for each other', async () => {
    const { certificates } = world();
    const codes = await Promise.all(Array.from({ length: 200 }, async () => (await certificates.issue(NEW)).code));
    expect(new Set(codes).size).toBe(200);
    for (const code of codes)
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/u);
    const signs = new Set(codes.join('').replaceAll('-', ''));
    expect(15 * Math.log2(signs.size)).toBeGreaterThanOrEqual(60);
  });

  it.each(['abcde-fghjk-mnpqr', 'ABCDEFGHJKMNPQR', ' abcde fghjk–mnpqr '])('reads "%s" as its code', (written) => {
    expect(readCode(written)).toBe('ABCDE-FGHJK-MNPQR');
  });

  it.each([
    '',
    'ABCDE-FGHJK-MNPQ',
    'ABCDE-FGHJK-MNPQRS',
    'ABCDE-FGHJK-MNPQ0',
    'ABCDE-FGHJK-MNPQI',
    'ÀBCDE-FGHJK-MNPQR',
  ])('reads "%s" as none', async (written) => {
    expect(readCode(written)).toBeUndefined();
    const { certificates } = world();
    expect(await certificates.find(written)).toBeUndefined();
    expect(await certificates.delete(written)).toBe(false);
  });

  it('is gone once deleted', async () => {
    const { certificates } = world();
    const { code } = await certificates.issue(NEW);
    expect(await certificates.delete(code.toLowerCase())).toBe(true);
    expect(await certificates.delete(code)).toBe(false);
    expect(await certificates.find(code)).toBeUndefined();
  });

  it('has a private page whose key only this installation can make', async () => {
    const { certificates } = world();
    const { code } = await certificates.issue(NEW);
    const address = certificates.addressOf(code);
    const key = address.split('/').at(-1) ?? '';
    expect(address).toBe(`https://dalil.example.org/certificates/${code}/${key}`);
    expect(Buffer.from(key, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    expect(certificates.hasKey(code, key)).toBe(true);
    expect(certificates.hasKey(code.toLowerCase().replaceAll('-', ''), key)).toBe(true);
    for (const wrong of ['', key.slice(1), `${key}a`, key.toLowerCase()])
      expect(certificates.hasKey(code, wrong)).toBe(false);
    expect(certificates.hasKey('ABCDE-FGHJK-MNPQR', key)).toBe(false);
    expect(world().certificates.addressOf(code)).not.toBe(address);
  });

  it('has no name any more where the secret is another one', async () => {
    const { store, certificates } = world();
    const { code } = await certificates.issue(NEW);
    const other = world({ store }).certificates;
    expect(await other.find(code)).toMatchObject({ code, name: undefined });
  });
});

describe('initials', () => {
  it.each([
    ['Amina Ben Salah', 'A. B. S.'],
    ['jean-pierre d’Arc', 'J. P. D.'],
    ['  Élodie  Ñu ', 'É. Ñ.'],
    ['أمينة بن صالح', 'أ. ب. ص.'],
    ['‘Abd al-Raḥmān', 'A. A. R.'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
