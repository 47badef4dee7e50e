/** The versions of the index on disk: which one is live, switching to a new one in one step, going one step back. */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DalilError, errorCode } from '../errors.ts';
import { syncFolder, writeFileAtomically } from '../files/atomic-write.ts';

/** Versions kept on disk: the live one and two to go back to. */
const VERSIONS_KEPT = 3;
const BUILDING = '.building-';

const pointerSchema = z.object({
  version: z.string().regex(/^[\w.-]+$/),
  /** Milliseconds since 1970. */
  switchedAt: z.number(),
});

/** Which version is live. */
export type LivePointer = z.infer<typeof pointerSchema>;

/** Paths of the index under the data folder. */
export const versionPaths = {
  root: (dataDir: string) => path.join(dataDir, 'index'),
  versions: (dataDir: string) => path.join(dataDir, 'index', 'versions'),
  version: (dataDir: string, version: string) => path.join(dataDir, 'index', 'versions', version),
  pointer: (dataDir: string) => path.join(dataDir, 'index', 'live.json'),
  lock: (dataDir: string) => path.join(dataDir, 'index', 'refresh.lock'),
};

/** A version's name: its time, so that names sort by age, and a few random letters. */
export function versionName(at: number, randomPart: string): string {
  return `${new Date(at).toISOString().replace(/[:.]/g, '-').replace('Z', '')}-${randomPart}`;
}

/** The finished versions, newest first. */
export async function listVersions(dataDir: string): Promise<string[]> {
  const entries = await readdir(versionPaths.versions(dataDir)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((name) => !name.startsWith('.'))
    .sort()
    .reverse();
}

/** Which version is live; undefined when none was ever switched to or the pointer is unreadable. */
export async function readPointer(dataDir: string): Promise<LivePointer | undefined> {
  try {
    return pointerSchema.parse(JSON.parse(await readFile(versionPaths.pointer(dataDir), 'utf8')));
  } catch (error) {
    // No pointer and a damaged one mean the same to every caller: look for the newest readable version.
    if (error instanceof z.ZodError || error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder to build a version in; readers never look into it. */
export async function createBuildingFolder(dataDir: string, version: string): Promise<string> {
  const folder = versionPaths.version(dataDir, `${BUILDING}${version}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Moves a finished version from its building folder to its place. It is not live yet. */
export async function placeVersion(dataDir: string, version: string): Promise<string> {
  const target = versionPaths.version(dataDir, version);
  await rename(versionPaths.version(dataDir, `${BUILDING}${version}`), target);
  await syncFolder(versionPaths.versions(dataDir));
  return target;
}

/** Makes a version live with one atomic rename. */
export async function switchTo(dataDir: string, version: string, now: number): Promise<void> {
  const pointer: LivePointer = { version, switchedAt: now };
  await writeFileAtomically(versionPaths.pointer(dataDir), `${JSON.stringify(pointer)}\n`);
}

/** Deletes half-built versions and finished ones beyond those kept; the live one always stays. */
export async function pruneVersions(dataDir: string): Promise<void> {
  const live = (await readPointer(dataDir))?.version;
  const finished = await listVersions(dataDir);
  const all = await readdir(versionPaths.versions(dataDir));
  const kept = new Set([...finished.slice(0, VERSIONS_KEPT), live]);
  for (const name of all) {
    if (!kept.has(name)) await rm(versionPaths.version(dataDir, name), { recursive: true, force: true });
  }
}

/**
 * Makes the version before the live one live again and returns its name.
 * Throws `no-previous-version` when there is none.
 */
export async function rollBack(dataDir: string, now: number): Promise<string> {
  const live = (await readPointer(dataDir))?.version;
  const previous = (await listVersions(dataDir)).find((version) => live === undefined || version < live);
  if (previous === undefined) {
    throw new DalilError({
      code: 'no-previous-version',
      message: 'There is no earlier version of the index to go back to.',
      hint: 'Change the documents and run `dalil knowledge refresh` instead.',
    });
  }
  await switchTo(dataDir, previous, now);
  return previous;
}
