/** One Bot Framework turn: parse, type, answer, render, send. The one bot class every channel runs. */
import { type Activity, ActivityHandler, ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import { isLanguage, type Language } from '../contracts/language.ts';
import type { Envelope, Incoming, Reply, Role, Scope } from '../contracts/message.ts';
import { DalilError, errorCode } from '../errors.ts';
import type { ChannelDependencies } from './channel.ts';
import { TurnQueue } from './turn-queue.ts';

/** How many conversations' languages are remembered, for an apology in the right one. */
const REMEMBERED_CONVERSATIONS = 1000;

/** What a person sees while an answer takes long. */
export interface Progress {
  /** Stops showing it, and gives the activities of the answer as they are to be sent; none when nobody waits any more. */
  end(activities: Partial<Activity>[]): Promise<Partial<Activity>[]>;
}

/** What makes the bot of one channel different from the next. */
export interface ChannelEdge {
  name: string;
  /** Undefined when nobody said anything (a read receipt, the bot itself joining); never for something a person sent. */
  parse(activity: Activity, envelope: Envelope): Incoming | undefined | Promise<Incoming | undefined>;
  /** The activities that say a reply on this platform, in order. `incoming` is what is answered, where something is. */
  render(reply: Reply, activity: Partial<Activity>, incoming?: Incoming): Partial<Activity>[];
  /** Who can read the conversation; one person when the channel does not say. */
  scope?(activity: Activity): Scope;
  roles?(activity: Activity): Promise<readonly Role[]>;
  /** What the channel needs to write to this conversation again. */
  address?(activity: Activity): string | undefined;
  /** What the channel knows of the sender itself. */
  sender?(activity: Activity): Partial<Envelope>;
  /** True where a turn that failed is run again: then it rejects instead of apologising. */
  retries?: boolean;
  /** Starts to show that an answer takes long. Undefined where that is not shown. */
  progress?(context: TurnContext, language: Language): Progress | undefined;
  /** Says something to the asker alone; false when that is not possible. */
  sayPrivately?(context: TurnContext, activities: Partial<Activity>[]): Promise<boolean>;
  /** What the platform's request (an invoke) is answered with; undefined when it is none of ours. */
  respond?(activity: Activity, language: Language, incoming?: Incoming, reply?: Reply): InvokeResponse | undefined;
  /** True when the reply to a request is its response, and not a message in the conversation. */
  repliesInPlace?(activity: Activity, incoming: Incoming): boolean;
}

/** Answers every activity of one channel. A turn rejects only when not even the apology could be sent. */
export class ActivityBot extends ActivityHandler {
  readonly #edge: ChannelEdge;
  readonly #dependencies: ChannelDependencies;
  readonly #queue = new TurnQueue();
  readonly #running = new Set<Promise<void>>();
  readonly #languages = new Map<string, Language>();
  readonly #understood = new WeakMap<Activity, { incoming: Incoming; reply?: Reply }>();

  constructor(edge: ChannelEdge, dependencies: ChannelDependencies) {
    super();
    this.#edge = edge;
    this.#dependencies = dependencies;
    this.onTurn(async (context, next) => {
      const turn = this.#turn(context);
      this.#running.add(turn);
      try {
        await turn;
      } finally {
        this.#running.delete(turn);
      }
      await next();
    });
  }

  /** Resolves when every running turn has ended, well or badly. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  /** The language last spoken in a conversation, or the client's, or what the script of the text suggests. */
  languageOf(activity: Activity): Language {
    const known = this.#languages.get(activity.conversation.id) ?? clientLanguage(activity);
    if (known !== undefined) return known;
    return /\p{Script=Arabic}/u.test(activity.text ?? '') ? 'ar' : 'en';
  }

  /** Answers a request of the platform (a button that waits), or says that it was not ours. */
  protected override async onInvokeActivity({ activity }: TurnContext): Promise<InvokeResponse> {
    const turn = this.#understood.get(activity);
    const response = this.#edge.respond?.(activity, this.languageOf(activity), turn?.incoming, turn?.reply);
    return response ?? { status: turn === undefined ? 501 : 200 };
  }

  async #turn(context: TurnContext): Promise<void> {
    const { log, now } = this.#dependencies;
    const { activity } = context;
    const startedAt = now();
    try {
      const incoming = await this.#edge.parse(activity, await this.#envelope(activity));
      if (incoming === undefined) {
        log.info({ channel: this.#edge.name, activity: activity.type }, 'An activity without a message');
        return;
      }
      const turn: { incoming: Incoming; reply?: Reply } = { incoming };
      this.#understood.set(activity, turn);
      const reply = await this.#answer(context, incoming);
      turn.reply = reply;
      const fields = { channel: this.#edge.name, kind: incoming.kind, replyId: reply.id, outcome: reply.outcome };
      log.info({ ...fields, milliseconds: now() - startedAt }, 'Turn answered');
    } catch (error) {
      log.error({ channel: this.#edge.name, code: errorCode(error), err: error }, 'Turn failed');
      if (this.#edge.retries === true) throw error;
      await this.#apologise(context);
    }
  }

  async #answer(context: TurnContext, incoming: Incoming): Promise<Reply> {
    const { handleTurn } = this.#dependencies;
    const inPlace = this.#edge.repliesInPlace?.(context.activity, incoming) ?? false;
    const waits = needsTime(incoming) && !inPlace;
    const typing = waits ? this.#sendTyping(context) : undefined;
    const progress = waits ? this.#edge.progress?.(context, this.languageOf(context.activity)) : undefined;
    try {
      const reply = await this.#queue.run(incoming.conversationId, () => handleTurn(incoming));
      this.#rememberLanguage(incoming.conversationId, reply.language);
      await typing;
      if (!inPlace) await this.#send(context, reply, incoming, progress);
      return reply;
    } catch (error) {
      await typing;
      await progress?.end([]);
      throw error;
    }
  }

  async #envelope(activity: Activity): Promise<Envelope> {
    const { newId, now } = this.#dependencies;
    return {
      messageId: activity.id ?? newId(),
      channel: this.#edge.name,
      conversationId: activity.conversation.id,
      personId: activity.from.aadObjectId ?? activity.from.id,
      personName: activity.from.name,
      scope: this.#edge.scope?.(activity) ?? 'personal',
      roles: (await this.#edge.roles?.(activity)) ?? [],
      address: this.#edge.address?.(activity),
      clientLanguage: clientLanguage(activity),
      receivedAt: now(),
      ...this.#edge.sender?.(activity),
    };
  }

  async #sendTyping(context: TurnContext): Promise<void> {
    try {
      await context.sendActivity({ type: ActivityTypes.Typing });
    } catch (error) {
      // The answer matters more than the dots: note it and go on.
      this.#dependencies.log.warn(
        { channel: this.#edge.name, code: errorCode(error), err: error },
        'Typing could not be shown',
      );
    }
  }

  async #send(context: TurnContext, reply: Reply, incoming: Incoming, progress?: Progress): Promise<void> {
    const rendered = this.#edge.render(reply, context.activity, incoming);
    const activities = (await progress?.end(rendered)) ?? rendered;
    if (activities.length === 0) return;
    if (reply.private === true && incoming.scope !== 'personal') {
      await this.#sendPrivately(context, reply.language, activities);
      return;
    }
    const sent = await context.sendActivities(activities);
    await this.#noteSent(incoming.conversationId, reply.id, sent.at(0)?.id);
  }

  /** Tells the asker alone; the others only read that something was said, not what. */
  async #sendPrivately(context: TurnContext, language: Language, activities: Partial<Activity>[]): Promise<void> {
    const { texts, newId } = this.#dependencies;
    const told = (await this.#edge.sayPrivately?.(context, activities)) ?? false;
    const text = texts.say(language, told ? 'channel.answeredPrivately' : 'channel.askPrivately');
    const notice: Reply = { id: newId(), language, outcome: 'command', blocks: [{ type: 'notice', text }] };
    await context.sendActivities(this.#edge.render(notice, context.activity));
  }

  async #noteSent(conversationId: string, replyId: string, messageId: string | undefined): Promise<void> {
    if (messageId === undefined || messageId === '') return;
    try {
      await this.#dependencies.memory(this.#edge.name).noteSent(conversationId, messageId, replyId);
    } catch (error) {
      // The person has the answer; without the note only a verdict on this message is lost.
      this.#dependencies.log.error(
        { channel: this.#edge.name, code: errorCode(error), err: error },
        'A sent reply could not be noted',
      );
    }
  }

  async #apologise(context: TurnContext): Promise<void> {
    const { texts, newId } = this.#dependencies;
    const language = this.languageOf(context.activity);
    try {
      const text = texts.say(language, 'channel.apology');
      const apology: Reply = { id: newId(), language, outcome: 'failed', blocks: [{ type: 'notice', text }] };
      await context.sendActivities(this.#edge.render(apology, context.activity));
    } catch (cause) {
      throw new DalilError({
        code: 'reply-not-sent',
        message: `Neither the reply nor an apology could be sent on ${this.#edge.name}.`,
        hint: 'Check that the platform can be reached, and the cause.',
        cause,
      });
    }
  }

  #rememberLanguage(conversationId: string, language: Language): void {
    this.#languages.delete(conversationId);
    this.#languages.set(conversationId, language);
    const oldest = this.#languages.keys().next();
    if (this.#languages.size > REMEMBERED_CONVERSATIONS && !oldest.done) this.#languages.delete(oldest.value);
  }
}

function clientLanguage(activity: Activity): Language | undefined {
  const locale = activity.locale?.slice(0, 2).toLowerCase();
  return isLanguage(locale) ? locale : undefined;
}

/** True where a person waits for an answer that takes a moment. */
function needsTime(incoming: Incoming): boolean {
  return incoming.kind === 'text' || incoming.kind === 'choice' || incoming.kind === 'file';
}
