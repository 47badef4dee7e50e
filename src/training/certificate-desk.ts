/** The conversation about certificates: asks for the name only when one is earned, issues, lists and deletes. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice } from '../contracts/message.ts';
import type { Certificate } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import { normalize } from '../text/normalize.ts';
import type { ItemBank } from './item-bank.ts';
import { progressIn } from './progress.ts';
import type { Screens } from './screens.ts';

const LONGEST_NAME = 80;
/** A name has letters, and marks that names have; no digits, no question. */
const NAME = /^(?=.*\p{L}.*\p{L})[\p{L}\p{M}'’ʼ.\- ]+$/u;
/** What people type to stop, in normalised text. */
const STOP = /^\/?(?:cancel|stop|no|annuler|annule|non|الغاء|الغ|لا|توقف)$/;

export interface CertificateDeskParts {
  store: Pick<TrainingStore, 'attemptsOf' | 'certificatesOf' | 'deleteCertificate'>;
  bank: ItemBank;
  screens: Screens;
  /** Issues a certificate; the name is sealed and kept nowhere else. */
  issue(
    certificate: Pick<Certificate, 'learnerKey' | 'name' | 'module' | 'event' | 'right' | 'items' | 'language'>,
  ): Promise<{ code: string }>;
  /** The private page of a certificate, for its owner. */
  addressOf(code: string): string;
}

export function createCertificateDesk({ store, bank, screens, issue, addressOf }: CertificateDeskParts) {
  const { text, notice, offer } = screens;

  const remove = (code: string, language: Language): OfferedChoice =>
    offer(language, 'training.certificate.delete', { action: 'delete-certificate', code });

  function linkTo(code: string, language: Language): Block {
    return { type: 'link', label: screens.words(language, 'training.certificate.open'), url: addressOf(code) };
  }

  async function existing(learner: string, module: string): Promise<Certificate | undefined> {
    return (await store.certificatesOf(learner)).find((one) => one.module === module);
  }

  return {
    /** Asks for the name, if the certificate is earned and not there yet. */
    async ask(learner: string, key: string, language: Language): Promise<{ blocks: Block[]; awaitsName: boolean }> {
      const module = bank.moduleOf(key);
      if (!module) return { blocks: [notice(language, 'quiz.gone')], awaitsName: false };
      const has = await existing(learner, key);
      if (has)
        return {
          blocks: [linkTo(has.code, language), { type: 'choices', choices: [remove(has.code, language)] }],
          awaitsName: false,
        };
      const { passed } = progressIn(module, await store.attemptsOf(learner, key));
      if (!passed)
        return {
          blocks: [text(language, 'training.certificate.notEarned', { mark: module.passMark })],
          awaitsName: false,
        };
      return {
        blocks: [text(language, 'training.certificate.name', { module: module.title[language] })],
        awaitsName: true,
      };
    },

    /** Issues the certificate with the name that was typed; undefined for a text that is no name, and no refusal. */
    async named(learner: string, key: string, written: string, language: Language): Promise<Block[] | undefined> {
      const name = written.trim().replaceAll(/\s+/gu, ' ');
      if (STOP.test(normalize(name))) return [text(language, 'training.certificate.stopped')];
      const module = bank.moduleOf(key);
      if (!module || name.length > LONGEST_NAME || !NAME.test(name) || name.split(' ').length > 7) return undefined;
      const attempts = await store.attemptsOf(learner, key);
      const { best, passed } = progressIn(module, attempts);
      if (!best || !passed) return [text(language, 'training.certificate.notEarned', { mark: module.passMark })];
      const has = await existing(learner, key);
      const event = attempts.find(({ phase, event: code }) => phase === 'final' && code !== undefined)?.event;
      const { code } =
        has ?? (await issue({ ...{ learnerKey: learner, name, module: key, event, language }, ...best }));
      return [
        text(language, 'training.certificate.issued', { code }),
        linkTo(code, language),
        {
          type: 'choices',
          choices: [remove(code, language), offer(language, 'quiz.choice.menu', { action: 'open-training' })],
        },
      ];
    },

    async list(learner: string, language: Language): Promise<Block[]> {
      const own = await store.certificatesOf(learner);
      if (own.length === 0) return [text(language, 'training.certificate.none')];
      return own.flatMap(({ code, module }): Block[] => [
        { type: 'text', text: `${bank.moduleOf(module)?.title[language] ?? module} · ${code}` },
        linkTo(code, language),
        { type: 'choices', choices: [remove(code, language)] },
      ]);
    },

    async remove(learner: string, code: string, language: Language): Promise<Block[]> {
      const own = (await store.certificatesOf(learner)).some((one) => one.code === code);
      if (!own || !(await store.deleteCertificate(code))) return [notice(language, 'training.certificate.unknown')];
      return [text(language, 'training.certificate.deleted', { code })];
    },
  };
}

export type CertificateDesk = ReturnType<typeof createCertificateDesk>;
