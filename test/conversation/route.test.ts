/** What a typed message is taken for: the commands of administrators, and sentences that only sound like them. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../src/config.ts';
import { route } from '../../src/conversation/route.ts';
import { loadSmallTalk } from '../../src/conversation/small-talk.ts';

const smallTalk = await loadSmallTalk(path.join(PROJECT_DIR, 'dialogs/small-talk.yaml'));

describe('the commands of administrators', () => {
  it.each([
    ['/refresh', 'admin-refresh'],
    ['Refresh documents', 'admin-refresh'],
    ['actualiser les documents', 'admin-refresh'],
    ['Actualisez les documents.', 'admin-refresh'],
    ['تحديث الوثائق', 'admin-refresh'],
    ['/status', 'admin-status'],
    ['knowledge status', 'admin-status'],
    ['État des connaissances', 'admin-status'],
    ['حالة المعرفة', 'admin-status'],
    ['/drafts', 'admin-drafts'],
    ['drafts', 'admin-drafts'],
    ['Brouillons', 'admin-drafts'],
    ['المسودات', 'admin-drafts'],
  ])('%s is %s', (text, command) => {
    expect(route(text, smallTalk)).toEqual({ to: 'command', command });
  });

  it.each([
    'What is the status of a refugee?',
    'refugee status',
    'Can documents be refreshed?',
    'Quel est l’état des connaissances sur la traite ?',
    'ما هي حالة الوثائق؟',
  ])('"%s" is a question', (text) => {
    expect(route(text, smallTalk)).toEqual({ to: 'question' });
  });
});
