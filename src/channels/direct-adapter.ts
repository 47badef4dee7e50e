/** A Bot Framework adapter without a platform behind it: activities go straight to a function (web page, terminal). */
import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { DalilError } from '../errors.ts';

const DELIVER = Symbol('deliver');

/** Takes one activity of the bot; called in the order they are sent. */
export type Deliver = (activity: Partial<Activity>) => void;

/** What the sender of an activity must tell; the rest of the Bot Framework's fields are filled in. */
export type DirectActivity = Partial<Activity> & Pick<Activity, 'type' | 'id'>;

/** Runs turns in process. Editing and deleting sent messages are refused: nothing here needs them. */
export class DirectAdapter extends BotAdapter {
  readonly #newId: () => string;

  constructor(newId: () => string) {
    super();
    this.#newId = newId;
  }

  /** Runs the bot on one activity; resolves when the turn has ended. */
  async run(activity: DirectActivity, deliver: Deliver, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const context = new TurnContext(this, activity);
    context.turnState.set(DELIVER, deliver);
    await this.runMiddleware(context, logic);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const deliver: Deliver | undefined = context.turnState.get(DELIVER);
    if (deliver === undefined) throw refused('sending outside a turn');
    return activities.map((activity) => {
      const id = activity.id ?? this.#newId();
      deliver({ ...activity, id });
      return { id };
    });
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(refused('editing a sent message'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(refused('deleting a sent message'));
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(refused('starting a conversation'));
  }
}

function refused(what: string): DalilError {
  return new DalilError({
    code: 'not-supported',
    message: `This channel does not know ${what}.`,
    hint: 'Send a new message in a turn instead.',
  });
}
