/** `dalil knowledge drafts | approve | reject`: which answers of focal points become knowledge. */
import path from 'node:path';
import { type Config, PROJECT_DIR } from '../config.ts';
import type { Store } from '../contracts/store.ts';
import { approveDrafts, type DraftParts, rejectDrafts } from '../knowledge/drafts.ts';
import { dayOf } from '../knowledge/expiry.ts';
import { openStore } from '../state.ts';
import { loadTexts } from '../text/texts.ts';
import { runRefresh } from './knowledge.ts';
import { note, say } from './say.ts';

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function draftParts(config: Config, store: Store): Promise<DraftParts> {
  const texts = await loadTexts(path.join(PROJECT_DIR, 'dialogs', 'texts'));
  return {
    store,
    dataDir: config.DATA_DIR,
    shippedFolder: path.join(config.KNOWLEDGE_DIR, 'documents'),
    sourceTitle: (language) => texts.say(language, 'admin.draftSource'),
    refresh: () => runRefresh(config),
    now: Date.now,
  };
}

/** Every line of a text, set in; control characters would speak to the terminal. */
const setIn = (text: string) =>
  text
    .trim()
    .replace(/\s*\n\s*/gu, '\n     ')
    .replace(/[^\P{Cc}\n]/gu, ' ');

/** Lists the answers that wait for a decision, oldest first. */
export async function runDrafts(config: Config): Promise<void> {
  const drafts = await withStore(config, (store) => store.openDrafts());
  for (const { id, language, countries, createdAt, expiresAt, question, answer } of drafts) {
    const about = countries.length > 0 ? countries.join(', ') : 'no country';
    say(`${id}  ${language}  ${about}  answered ${dayOf(createdAt)}  expires ${dayOf(expiresAt)}`);
    say(`  Q: ${setIn(question)}`);
    say(`  A: ${setIn(answer)}`);
    say();
  }
  say(
    drafts.length > 0
      ? `${drafts.length} to decide: \`dalil knowledge approve <id>\` or \`dalil knowledge reject <id>\`.`
      : 'No answer of a focal point waits for a decision.',
  );
}

/** Approves answers, all or none, and makes them live. `expires` is their last day. */
export async function runApprove(config: Config, ids: readonly string[], expires: string | undefined): Promise<void> {
  const { documents, live } = await withStore(config, async (store) =>
    approveDrafts(ids, await draftParts(config, store), expires),
  );
  for (const { draft, added, expires: until } of documents) {
    say(`Approved ${draft.id} until ${until} (${path.relative(process.cwd(), added.path)}).`);
  }
  if (!live) note('Another refresh is running. Run `dalil knowledge refresh` when it has finished.');
}

/** Rejects answers. */
export async function runReject(config: Config, ids: readonly string[]): Promise<void> {
  const drafts = await withStore(config, (store) => rejectDrafts(ids, { store, now: Date.now }));
  for (const { id } of drafts) say(`Rejected ${id}.`);
}
