/** How far people came. */
import type { AttemptRecord } from '../../contracts/training.ts';
import type { ModuleRecords } from './choose-tests.ts';
import type { Funnel } from './report.ts';

/** Who came how far, as learner keys. */
type Steps = Record<keyof Omit<Funnel, 'joined'>, ReadonlySet<string>>;

function isPractice({ phase, answered }: AttemptRecord): boolean {
  return (phase === 'session' || phase === 'practice') && answered > 0;
}

function stepsOf({ attempts, certificates, pretests, finals }: ModuleRecords): Steps {
  return {
    pretest: new Set(pretests.keys()),
    practised: new Set(attempts.filter(isPractice).map(({ learnerKey }) => learnerKey)),
    final: new Set(finals.keys()),
    certified: new Set(certificates.map(({ learnerKey }) => learnerKey)),
  };
}

/** Counts learners at each step over some modules, each once: sizes of unions of sets. */
export function countFunnel(modules: readonly ModuleRecords[]): Omit<Funnel, 'joined'> {
  const all = modules.map(stepsOf);
  const count = (step: keyof Steps) => new Set(all.flatMap((steps) => [...steps[step]])).size;
  return {
    pretest: count('pretest'),
    practised: count('practised'),
    final: count('final'),
    certified: count('certified'),
  };
}
