/** Codes that work once, for a short time. */
import type { Store } from '../../../../contracts/store.ts';
import { type QueryParts, whole } from './parts.ts';

type CodeQueries = Pick<Store, 'addOneTimeCode' | 'useOneTimeCode'>;

export function oneTimeCodeQueries({ db, attempt }: QueryParts): CodeQueries {
  return {
    // Never a replacement: codes are short, and what one stands for must not come to whoever happens on the same.
    addOneTimeCode: (code, now) =>
      attempt('keep a code that works once', async () => {
        await db.deleteFrom('one_time_codes').where('expires_at', '<=', whole(now)).execute();
        await db
          .insertInto('one_time_codes')
          .values({
            code_key: code.codeKey,
            purpose: code.purpose,
            value: code.value,
            expires_at: whole(code.expiresAt),
          })
          .execute();
      }),

    // One statement, so that of several who use a code at once one gets what it stands for.
    useOneTimeCode: (codeKey, purpose, now) =>
      attempt('use a code that works once', async () => {
        const row = await db
          .deleteFrom('one_time_codes')
          .where('code_key', '=', codeKey)
          .where('purpose', '=', purpose)
          .where('expires_at', '>', whole(now))
          .returning('value')
          .executeTakeFirst();
        return row?.value;
      }),
  };
}
