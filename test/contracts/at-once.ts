/** Many callers at the same moment, over two stores on the same database. */
import type { Store } from '../../src/contracts/store.ts';

/** Lets twelve callers act at once, by turns at either store; resolves with what each was told. */
export async function askAtOnce<T>(
  first: Store,
  another: () => Promise<Store>,
  act: (store: Store, caller: number) => Promise<T>,
): Promise<T[]> {
  const second = await another();
  try {
    return await Promise.all(Array.from({ length: 12 }, (_, n) => act(n % 2 === 0 ? first : second, n)));
  } finally {
    await second.close();
  }
}
