/** Certificates that learners were given. */
import { z } from 'zod';
import { LANGUAGES } from '../../../../contracts/language.ts';
import type { Store } from '../../../../contracts/store.ts';
import { orEmpty, readEach, readStored } from '../json-text.ts';
import { orNull, type QueryParts, whole } from './parts.ts';

type CertificateQueries = Pick<Store, 'addCertificate' | 'certificate' | 'certificatesOf' | 'deleteCertificate'>;

const columns = z.object({
  code: z.string(),
  learner_key: z.string(),
  module: z.string(),
  event: orEmpty(z.string()),
  right_answers: z.number(),
  items: z.number(),
  language: z.enum(LANGUAGES),
  issued_at: z.number(),
});

function toCertificate<Row extends z.infer<typeof columns>>({
  learner_key: learnerKey,
  right_answers: right,
  issued_at: issuedAt,
  ...same
}: Row) {
  return { ...same, learnerKey, right, issuedAt };
}

/** A certificate as its row holds it, without the name. */
export const namelessRow = columns.transform(toCertificate);
const certificateRow = columns.extend({ name: z.string() }).transform(toCertificate);

export function certificateQueries({ db, attempt }: QueryParts): CertificateQueries {
  return {
    // Never a replacement: the certificate of another person must not be lost to a code that is the same.
    addCertificate: (certificate) =>
      attempt('keep a certificate', async () => {
        await db
          .insertInto('certificates')
          .values({
            code: certificate.code,
            learner_key: certificate.learnerKey,
            name: certificate.name,
            module: certificate.module,
            event: orNull(certificate.event),
            right_answers: certificate.right,
            items: certificate.items,
            language: certificate.language,
            issued_at: whole(certificate.issuedAt),
          })
          .execute();
      }),

    certificate: (code) =>
      attempt('look up a certificate', async () =>
        readStored(
          certificateRow,
          await db.selectFrom('certificates').selectAll().where('code', '=', code).executeTakeFirst(),
        ),
      ),

    certificatesOf: (learnerKey) =>
      attempt('list the certificates of a learner', async () =>
        readEach(
          certificateRow,
          await db
            .selectFrom('certificates')
            .selectAll()
            .where('learner_key', '=', learnerKey)
            .orderBy('issued_at', 'desc')
            .orderBy('code')
            .execute(),
        ),
      ),

    deleteCertificate: (code) =>
      attempt('delete a certificate', async () => {
        const { numDeletedRows } = await db
          .deleteFrom('certificates')
          .where('code', '=', code)
          .executeTakeFirstOrThrow();
        return numDeletedRows === 1n;
      }),
  };
}
