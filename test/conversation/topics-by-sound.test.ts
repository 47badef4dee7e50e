/** Topics offered for Arabic typed in Latin letters: what its words sound like, in the language of the reply. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicsBySound } from '../../src/conversation/topics-by-sound.ts';
import { openBestVersion } from '../../src/knowledge/open-version.ts';
import { refreshKnowledge } from '../../src/knowledge/refresh.ts';
import type { KnowledgeIndex } from '../../src/search/knowledge-index.ts';
import { frontMatter, realBackends, refreshSettings, temporaryFolder, writeFiles } from '../fixtures/knowledge.ts';

const REFERRAL = { key: 'safe-referral', title: 'Referral' };
const VICTIM = { key: 'victims', title: 'Victims' };
const DOCUMENTS = {
  'ar/safe-referral.md': `${frontMatter({ ...REFERRAL, language: 'ar' })}
## ما هي خطوات الإحالة الآمنة؟
<!--
id: steps
asked:
  - "كيفاش نبعث واحد للسبيطار"
-->

تبدأ الإحالة الآمنة بالتحقق من السلامة.

## ماذا يفعل مركز الاستقبال بعد استلام الإحالة؟
<!--
id: after
-->

يتابع الموظف الشخص.
`,
  'fr/safe-referral.md': `${frontMatter({ ...REFERRAL, language: 'fr' })}
## Quelles sont les étapes d’une orientation sûre ?
<!--
id: steps
-->

Une orientation sûre commence par la sécurité.
`,
  'ar/victims.md': `${frontMatter({ ...VICTIM, language: 'ar' })}
## كيف نساعد ضحايا الاتجار بالأشخاص وتهريب المهاجرين؟
<!--
id: help
-->

تُقدَّم المساعدة بموافقة الضحية.
`,
};

let index: KnowledgeIndex;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  await writeFiles(path.join(temporary.folder, 'documents'), DOCUMENTS);
  const settings = await refreshSettings(temporary.folder);
  await refreshKnowledge(settings);
  const opened = await openBestVersion(settings.dataDir, await realBackends());
  if (!opened.index) throw new Error('no index');
  index = opened.index;
});
afterAll(() => remove());

const idsFor = (text: string, language: 'ar' | 'fr' | 'en') =>
  topicsBySound(text, language, index).map(({ passageId }) => passageId);

describe('topicsBySound', () => {
  it.each([
    ['kifach ndirou l ihala', 'ar/safe-referral#steps'],
    ['kifach nsa3dou dahaya al ittijar', 'ar/victims#help'],
    ['chnowa ettahrib w el itijar', 'ar/victims#help'],
    ['chnou howa tahrib', 'ar/victims#help'],
    ['chnou hiya les étapes d’une orientation', 'ar/safe-referral#steps'],
  ])('%s: %s', (text, expected) => {
    expect(idsFor(text, 'ar')).toEqual([expected]);
  });

  it('offers the same section in the language of the reply, and nothing that is not held in it', () => {
    expect(topicsBySound('kifach ndirou l ihala', 'fr', index)).toEqual([
      { question: 'Quelles sont les étapes d’une orientation sûre ?', passageId: 'fr/safe-referral#steps' },
    ]);
    expect(idsFor('kifach ndirou l ihala', 'en')).toEqual([]);
  });

  it('offers nothing for a word that only stands in another wording, or nowhere', () => {
    expect(idsFor('kifach sbitar', 'ar')).toEqual([]);
    expect(idsFor('chnou ma3na zzzz', 'ar')).toEqual([]);
    expect(idsFor('kifach', 'ar')).toEqual([]);
  });
});
