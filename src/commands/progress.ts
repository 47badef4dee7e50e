/** Shows how far a refresh is: a bar in a terminal, plain lines elsewhere. */
import { SingleBar } from 'cli-progress';
import { REFRESH_STAGES, type RefreshProgress, type RefreshStage } from '../knowledge/refresh.ts';

const NAMES: Record<RefreshStage, string> = {
  read: 'reading the documents',
  learn: 'learning their words',
  embed: 'embedding the passages',
  index: 'building the index',
  verify: 'checking that it finds what it holds',
  switch: 'switching to it',
  tidy: 'tidying up',
};

/** Steps of the bar a stage takes. */
const STEPS_PER_STAGE = 100;

export interface ProgressView {
  show(progress: RefreshProgress): void;
  stop(): void;
}

/** A view on a stream; `interactive` when a person looks at it. */
export function createProgressView(stream: NodeJS.WriteStream, interactive: boolean): ProgressView {
  if (!interactive) {
    let last: RefreshStage | undefined;
    return {
      show({ stage }) {
        if (stage === last) return;
        last = stage;
        stream.write(`${NAMES[stage]}\n`);
      },
      stop() {
        // Lines need no end.
      },
    };
  }
  const bar = new SingleBar({ stream, format: '{bar} {percentage}% {stage}', hideCursor: true, clearOnComplete: true });
  bar.start(REFRESH_STAGES.length * STEPS_PER_STAGE, 0, { stage: '' });
  return {
    show({ stage, done, total }) {
      const share = total === 0 ? 1 : done / total;
      bar.update(Math.round((REFRESH_STAGES.indexOf(stage) + share) * STEPS_PER_STAGE), { stage: NAMES[stage] });
      // The work between two reports may not give the bar a turn to draw itself.
      bar.render();
    },
    stop: () => bar.stop(),
  };
}
