/** Ranking beyond words: the country of the question, the figure asked for, and sections written for a brief question. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lexicon } from '../../src/answering/lexicon.ts';
import { retrieve } from '../../src/answering/retrieve.ts';
import { understand } from '../../src/answering/understand.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { frontMatter, realBackends, refreshSettings, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const lexicon = new Lexicon(
  [],
  [],
  [
    { code: 'TN', en: ['Tunisia'], fr: [], ar: [] },
    { code: 'MA', en: ['Morocco'], fr: [], ar: [] },
  ],
);
let index: KnowledgeIndex | undefined;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  const country = (code: string, name: string) =>
    frontMatter({ key: `law-${code.toLowerCase()}`, title: `${name} law`, country: code });
  await writeFiles(path.join(temporary.folder, 'documents'), {
    'en/tn.md': `${country('TN', 'Tunisia')}\n## Shelter rules of Tunisia\n\nShelter stays in Tunisia are voluntary.\n`,
    'en/ma.md': `${country('MA', 'Morocco')}\n## Shelter rules of Morocco\n\nShelter stays in Morocco are voluntary.\n`,
    'en/figures.md': `${frontMatter({ key: 'figures', title: 'Programme' })}\n## Training\n\nGuardians were trained on shelter rules.\n\n## Results\n\n89 guardians were trained on shelter rules.\n`,
    'en/guardian.md': `${frontMatter({ key: 'guardian', title: 'Guardians' })}\n## What is a guardian?\n\nA guardian speaks for a child.\n\n## Guardian, guardian allowance and guardian training\n\nA guardian may ask another guardian to stand in for the guardian.\n`,
  });
  const paired = (key: string, language: string) =>
    frontMatter({ key, title: language === 'fr' ? 'Accueil' : 'Reception', language });
  await writeFiles(path.join(temporary.folder, 'documents'), {
    'fr/a-register.md': `${paired('a-register', 'fr')}\n## Comment inscrire une personne ?\n<!--\nid: how\n-->\n\nLe bureau inscrit chaque personne.\n`,
    'en/a-register.md': `${paired('a-register', 'en')}\n## How is a person registered?\n<!--\nid: how\n-->\n\nThe office registers every person.\n`,
    'fr/b-lodging.md': `${paired('b-lodging', 'fr')}\n## Comment loger une personne ?\n<!--\nid: how\n-->\n\nLe foyer accueille chaque personne.\n`,
    'en/b-lodging.md': `${paired('b-lodging', 'en')}\n## How is a person lodged?\n<!--\nid: how\nasked:\n  - a bed at Zorbat\n-->\n\nThe dormitory welcomes every person.\n`,
  });
  const settings = await refreshSettings(temporary.folder);
  await refreshKnowledge(settings);
  ({ index } = await openBestVersion(settings.dataDir, await realBackends()));
});
afterAll(() => remove());

async function ranked(text: string, language: 'en' | 'fr' = 'en'): Promise<string[]> {
  const part = index?.parts.get(language);
  if (!index || !part) throw new Error('there is no index');
  const found = await retrieve(understand(text, language, part.index, lexicon), index, lexicon);
  return found.map(({ passage }) => passage.key);
}

describe('retrieve', () => {
  it.each([
    ['Tunisia', 'law-tn#shelter-rules-of-tunisia'],
    ['Morocco', 'law-ma#shelter-rules-of-morocco'],
  ])('puts the passage of %s before those of other countries', async (name, key) => {
    expect((await ranked(`What are the shelter rules in ${name}?`))[0]).toBe(key);
  });

  it('puts the sentence with the figure first when a figure is asked for', async () => {
    expect((await ranked('How many guardians were trained on shelter rules?'))[0]).toBe('figures#results');
  });

  it('answers a brief question where a heading asks it, not where its word stands most often', async () => {
    expect((await ranked('What is a guardian?'))[0]).toBe('guardian#what-is-a-guardian');
  });

  it('lifts a passage whose translation holds the words of the question', async () => {
    expect((await ranked('une personne chez Zorbat', 'fr'))[0]).toBe('b-lodging#how');
    expect((await ranked('une personne au bureau', 'fr'))[0]).toBe('a-register#how');
  });
});
