/** The menus: which modules there are, where a learner stands in one, and what can be done next. */
import type { Language } from '../contracts/language.ts';
import type { Block, OfferedChoice } from '../contracts/message.ts';
import type { Attempt, Phase } from '../contracts/training.ts';
import type { TrainingStore } from '../contracts/training-store.ts';
import type { ItemBank } from './item-bank.ts';
import { openRun, progressIn } from './progress.ts';
import type { Module } from './quiz.ts';
import type { Screens } from './screens.ts';

/** What a step says, and the run that is open after it. `asks`: an item is the last thing shown. */
export interface ClassStep {
  blocks: Block[];
  run?: { attemptId: string; asks: boolean };
}

export interface ModuleMenuParts {
  store: Pick<TrainingStore, 'attemptsOf' | 'certificatesOf'>;
  bank: Pick<ItemBank, 'modules' | 'moduleOf'>;
  screens: Screens;
}

/** Makes the menus. */
export function createModuleMenu({ store, bank, screens }: ModuleMenuParts) {
  const { text, notice, offer } = screens;

  const modulesChoices = (language: Language): OfferedChoice[] =>
    bank.modules.map(({ key, title }) => ({ label: title[language], choice: { action: 'open-module', module: key } }));
  const gone = (language: Language): ClassStep => ({
    blocks: [notice(language, 'quiz.gone'), { type: 'choices', choices: modulesChoices(language) }],
  });

  function nameOf(
    { phase, session = 0 }: Pick<Attempt, 'phase' | 'session'>,
    module: Module,
    language: Language,
  ): string {
    const title = module.sessions[session - 1]?.title[language] ?? '';
    return screens.phaseName(phase, { session, sessions: module.sessions.length, title }, language);
  }

  function goOn(attempt: Attempt, language: Language): OfferedChoice {
    const module = bank.moduleOf(attempt.module);
    const name = module ? nameOf(attempt, module, language) : '';
    return offer(language, 'quiz.choice.goOn', { action: 'continue-run', attemptId: attempt.id }, { name });
  }

  /** The modules, and the run to go on with where one is open. */
  async function menu(learner: string, language: Language): Promise<ClassStep> {
    const open = openRun(await store.attemptsOf(learner));
    const choices = [...(open ? [goOn(open, language)] : []), ...modulesChoices(language)];
    const more = [
      offer(language, 'quiz.choice.reminders', { action: 'open-reminders' }),
      offer(language, 'quiz.choice.link', { action: 'link-channels' }),
    ];
    return { blocks: [text(language, 'quiz.menu'), { type: 'choices', choices: [...choices, ...more] }] };
  }

  /** Where the learner stands in a module, and what can be done next: the best next step first. */
  async function openModule(learner: string, key: string, language: Language): Promise<ClassStep> {
    const module = bank.moduleOf(key);
    if (!module) return gone(language);
    const attempts = await store.attemptsOf(learner, key);
    const progress = progressIn(module, attempts);
    const begin = (phase: Exclude<Phase, 'retry'>, session?: number): OfferedChoice => {
      const label = nameOf({ phase, session }, module, language);
      return { label, choice: { action: 'begin-run', module: key, phase, session } };
    };
    const open = openRun(attempts);
    const nextSession = progress.sessions.findIndex(({ state }) => state !== 'done');
    const certificates = (await store.certificatesOf(learner)).filter((one) => one.module === key);
    const choices: OfferedChoice[] = [
      ...(open ? [goOn(open, language)] : []),
      ...(progress.pretest === 'new' ? [begin('pretest')] : []),
      ...(nextSession >= 0 ? [begin('session', nextSession + 1)] : []),
      begin('final'),
      ...progress.sessions.flatMap((_one, at) => (at === nextSession ? [] : [begin('session', at + 1)])),
      begin('practice'),
      ...(progress.passed && certificates.length === 0
        ? [offer(language, 'quiz.choice.certificate', { action: 'ask-certificate', module: key })]
        : []),
    ];
    return {
      blocks: [
        { type: 'text', text: `${module.title[language]}\n${module.aim[language]}` },
        { type: 'text', text: screens.progressLines(module, progress, language).join('\n') },
        { type: 'choices', choices },
      ],
    };
  }

  return { menu, openModule, goOn, gone };
}
