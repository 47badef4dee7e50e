/** Runs a turn for a request of Teams, and answers the request in time also when the turn takes longer. */
import { type Activity, ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Language } from '../../contracts/language.ts';
import type { Logger } from '../../contracts/logger.ts';
import { DalilError, errorCode } from '../../errors.ts';
import type { ChannelMemory } from '../channel.ts';
import { writeAddress } from './address.ts';
import type { TeamsAdapter } from './sending.ts';

/**
 * After so long, in milliseconds, a request is acknowledged although its answer is not there: Teams gives up after 10 to
 * 15 seconds, and the answer then comes as a message of its own.
 * https://learn.microsoft.com/azure/bot-service/bot-builder-howto-long-operations-guidance
 */
export const ACKNOWLEDGE_AFTER = 8_000;

/** What running a turn needs. */
export interface TurnRunnerParts {
  adapter: Pick<TeamsAdapter, 'receive'>;
  /** Answers one activity whose sender was checked. */
  answer(context: TurnContext): Promise<void>;
  languageOf(activity: Activity): Language;
  memory: Pick<ChannelMemory, 'noteUnfinished' | 'finish'>;
  after(milliseconds: number, job: () => void): () => void;
  log: Logger;
}

/**
 * Makes the function that runs a turn and resolves with what to answer the request. It rejects with `not-authenticated`
 * when nobody vouched for the request, and with the error of the turn when that failed in time.
 */
export function createTurnRunner({ adapter, answer, languageOf, memory, after, log }: TurnRunnerParts) {
  const failed = (sentence: string) => (error: unknown) =>
    log.error({ channel: 'teams', code: errorCode(error), err: error }, sentence);

  /** Notes an acknowledged turn, so that a crash before its end is apologised for; undefined when that is not possible. */
  async function note(activity: Activity): Promise<string | undefined> {
    try {
      return await memory.noteUnfinished(writeAddress(activity), languageOf(activity));
    } catch (error) {
      failed('A late turn could not be noted; its request waits for it')(error);
      return undefined;
    }
  }

  return async function runTurn(authorization: string, activity: Activity): Promise<InvokeResponse | undefined> {
    // Set once Microsoft's signature was checked: nothing is kept for a request that anybody may have sent.
    let isTrusted = false;
    const turn = adapter
      .receive(authorization, activity, (context) => {
        isTrusted = true;
        return answer(context);
      })
      .catch((cause: unknown) => {
        throw isTrusted ? cause : notAuthenticated(cause);
      });
    // Teams waits for what an invoke is answered with.
    if (activity.type === ActivityTypes.Invoke) return turn;
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const stop = after(ACKNOWLEDGE_AFTER, () => resolve('late'));
    const first = await Promise.race([turn, late]).finally(stop);
    if (first !== 'late') return first;
    const noted = isTrusted ? await note(activity) : undefined;
    if (noted === undefined) return turn;
    log.info({ channel: 'teams', code: 'acknowledged-early' }, 'An answer takes long and follows by itself');
    turn
      .catch(failed('A late turn failed'))
      .then(() => memory.finish(noted))
      .catch(failed('A late turn could not be noted as finished'));
    return undefined;
  };
}

function notAuthenticated(cause: unknown): DalilError {
  return new DalilError({
    code: 'not-authenticated',
    message: 'A request without a valid signature of Microsoft was refused.',
    hint: 'If it came from Teams: check the app id, the tenant, and that login.botframework.com can be reached.',
    cause,
  });
}
