/** Texts that can be read on this installation only: what is kept for later use and must not be readable in the database. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals texts and opens them again. */
export interface Sealer {
  /**
   * The text encrypted, as printable ASCII; never the same twice. Half of a surrogate pair, which UTF-8 cannot hold,
   * becomes U+FFFD.
   */
  seal(text: string): string;
  /** The text again, or undefined when it was changed, was sealed with another secret or was never sealed. */
  open(sealed: string): string | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** What GCM is made for, https://doi.org/10.6028/NIST.SP.800-38D 5.2.1.1. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Says how what follows was made; a second way would get another. It is authenticated with the text. */
const VERSION = 'sealed-1.';
const PURPOSE = 'dalil sealed text 1';

/**
 * A sealer with AES-256-GCM. Its key is derived from the secret for this purpose alone, so that the keyed hashes made
 * with the same secret tell nothing about it.
 * @param secret at least 32 random bytes
 * @param random makes a nonce of so many bytes; one that repeats would break the encryption
 */
export function createSealer(secret: Uint8Array, random: (bytes: number) => Uint8Array = randomBytes): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), PURPOSE, KEY_BYTES));
  const version = Buffer.from(VERSION);

  return {
    seal(text) {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(version);
      const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return VERSION + bytes.toString('base64url');
    },

    open(sealed) {
      const bytes = readBytes(sealed);
      if (bytes === undefined) return undefined;
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(version)
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // The only thing `final` can find wrong is the tag: this is no text of ours.
        return undefined;
      }
    },
  };
}

/** The bytes of a sealed text, or undefined when it does not look like one. */
function readBytes(sealed: string): Buffer | undefined {
  if (!sealed.startsWith(VERSION)) return undefined;
  const written = sealed.slice(VERSION.length);
  const bytes = Buffer.from(written, 'base64url');
  // Node skips what is not base64url, so a changed text could give the same bytes.
  const isExact = bytes.toString('base64url') === written;
  return isExact && bytes.length >= NONCE_BYTES + TAG_BYTES ? bytes : undefined;
}
