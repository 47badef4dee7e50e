/** Certificates: issued with a code that anybody can check and a name that is kept sealed, found again, and deleted. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Certificate } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { Sealer } from '../safety/sealed-text.ts';
import { inGroups, type RandomBytes, READABLE, readableCode } from './readable-code.ts';

/** 15 of 30 signs are 73 bits: nobody finds a code by trying. */
const LENGTH = 15;
const GROUP = 5;
/** 22 signs of base64url are 132 bits. */
const KEY_LENGTH = 22;
const KEY_PURPOSE = 'dalil certificate page 1';

export interface CertificatesParts {
  store: Pick<TrainingStore, 'addCertificate' | 'certificate' | 'deleteCertificate'>;
  sealer: Sealer;
  /** The secret of the installation; the keys of private pages are derived from it. */
  secret: Uint8Array;
  now(): number;
  randomBytes: RandomBytes;
  /** Where people reach this server, without a slash at its end. */
  publicUrl: string;
}

/** What is to be certified, with the name as it was typed. */
export type NewCertificate = Omit<Certificate, 'code' | 'issuedAt'>;

/** A certificate with the name in plain text; without one when it was sealed with another secret. */
export type OpenCertificate = Omit<Certificate, 'name'> & { name?: string };

export interface Certificates {
  /** Issues a certificate; the name is sealed and kept nowhere else. */
  issue(certificate: NewCertificate): Promise<{ code: string }>;
  /** The certificate of a code as somebody typed it: in small letters, without dashes. */
  find(written: string): Promise<OpenCertificate | undefined>;
  /** False when there is none with this code. */
  delete(written: string): Promise<boolean>;
  /** True for the key of this certificate's private page; takes equally long for every key. */
  hasKey(code: string, key: string): boolean;
  /** The private page of a certificate, for its owner: whoever has the address reads the name. */
  addressOf(code: string): string;
  /** The public page that confirms a certificate. */
  checkAddressOf(code: string): string;
}

/** A typed code as it is stored, `ABCDE-FGHJK-MNPQR`; undefined for what cannot be one. */
export function readCode(written: string): string | undefined {
  const signs = written.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
  if (signs.length !== LENGTH || [...signs].some((sign) => !READABLE.includes(sign))) return undefined;
  return inGroups(signs, GROUP);
}

/** The first letters of a name, `A. B. S.`: enough to compare a paper with, too little to learn a name from. */
export function initialsOf(name: string): string {
  return name
    .split(/[\s\p{Pd}]+/u)
    .flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(' ');
}

export function createCertificates({
  store,
  sealer,
  secret,
  now,
  randomBytes,
  publicUrl,
}: CertificatesParts): Certificates {
  const pageKey = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), KEY_PURPOSE, 32));
  const keyOf = (code: string) => createHmac('sha256', pageKey).update(code).digest('base64url').slice(0, KEY_LENGTH);

  return {
    async issue(certificate) {
      const code = inGroups(readableCode(LENGTH, randomBytes), GROUP);
      await store.addCertificate({ ...certificate, name: sealer.seal(certificate.name), code, issuedAt: now() });
      return { code };
    },
    async find(written) {
      const code = readCode(written);
      const found = code === undefined ? undefined : await store.certificate(code);
      return found && { ...found, name: sealer.open(found.name) };
    },
    async delete(written) {
      const code = readCode(written);
      return code !== undefined && (await store.deleteCertificate(code));
    },
    hasKey(code, key) {
      // Digests are of one length whatever was sent, as the comparison needs them.
      const digest = (text: string) => createHmac('sha256', pageKey).update(`compared ${text}`).digest();
      return timingSafeEqual(digest(keyOf(readCode(code) ?? '')), digest(key));
    },
    addressOf: (code) => `${publicUrl}/certificates/${code}/${keyOf(code)}`,
    checkAddressOf: (code) => `${publicUrl}/certificates/${code}`,
  };
}
