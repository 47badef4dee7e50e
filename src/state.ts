/** Opens what Dalil keeps: the database, and the secret that ids are keyed and addresses are sealed with. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import type { Store } from './contracts/store.ts';
import { errorCode } from './errors.ts';
import { DATABASES } from './registry.ts';

const SECRET_BYTES = 32;

/** Opens the database the settings name. */
export function openStore(config: Config): Promise<Store> {
  const { DATABASE_URL: url } = config;
  return url === undefined ? DATABASES.sqlite(path.join(config.DATA_DIR, 'dalil.sqlite')) : DATABASES.postgres(url);
}

/** The secret that ids of people are keyed with; made once, readable by Dalil's own user only. */
export async function identitySecret(dataDir: string): Promise<Uint8Array> {
  const file = path.join(dataDir, 'identity.key');
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const secret = randomBytes(SECRET_BYTES);
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, secret, { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
    return secret;
  } catch (error) {
    // Another process of ours was first.
    if (errorCode(error) === 'EEXIST') return readFile(file);
    throw error;
  }
}
