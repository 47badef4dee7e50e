/** Lets one refresh run at a time; a lock left behind by a process that died is taken over. */
import { open, readFile, rm } from 'node:fs/promises';
import { DalilError, errorCode } from '../errors.ts';
import { versionPaths } from './versions.ts';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return errorCode(error) === 'EPERM';
  }
}

async function tryTake(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Runs `work` while holding the lock. Throws `refresh-running` when another living process holds it. */
export async function withRefreshLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const file = versionPaths.lock(dataDir);
  if (!(await tryTake(file))) {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    const stale = !Number.isInteger(holder) || holder <= 0 || !isRunning(holder);
    if (stale) await rm(file, { force: true });
    if (!stale || !(await tryTake(file))) {
      throw new DalilError({
        code: 'refresh-running',
        message: `Another refresh is running (process ${holder}).`,
        hint: 'Wait until it has finished, then try again.',
      });
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
