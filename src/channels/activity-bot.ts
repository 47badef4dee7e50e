/** One Bot Framework turn: parse, type, answer, render, send. The one bot class every channel runs. */
import { type Activity, ActivityHandler, ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import { isLanguage, type Language } from '../contracts/language.ts';
import type { Envelope, Incoming, Reply } from '../contracts/message.ts';
import { DalilError, errorCode } from '../errors.ts';
import type { ChannelDependencies } from './channel.ts';
import { TurnQueue } from './turn-queue.ts';

/** How many conversations' languages are remembered, for an apology in the right one. */
const REMEMBERED_CONVERSATIONS = 1000;

/** What makes the bot of one channel different from the next. */
export interface ChannelEdge {
  name: string;
  /** Undefined when nobody said anything (a read receipt, the bot itself joining); never for something a person sent. */
  parse(activity: Activity, envelope: Envelope): Incoming | undefined;
  /** The activities that say a reply on this platform, in order. */
  render(reply: Reply): Partial<Activity>[];
}

/** Answers every activity of one channel. A turn rejects only when not even the apology could be sent. */
export class ActivityBot extends ActivityHandler {
  readonly #edge: ChannelEdge;
  readonly #dependencies: ChannelDependencies;
  readonly #queue = new TurnQueue();
  readonly #running = new Set<Promise<void>>();
  readonly #languages = new Map<string, Language>();
  readonly #understood = new WeakSet<Activity>();

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

  /** Tells the platform whether an invoke (a button that waits for an answer) was ours. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    return { status: this.#understood.has(context.activity) ? 200 : 501 };
  }

  async #turn(context: TurnContext): Promise<void> {
    const { handleTurn, log, now } = this.#dependencies;
    const envelope = this.#envelope(context.activity);
    const startedAt = now();
    let typing: Promise<void> | undefined;
    try {
      const incoming = this.#edge.parse(context.activity, envelope);
      if (incoming === undefined) {
        log.info({ channel: this.#edge.name, activity: context.activity.type }, 'An activity without a message');
        return;
      }
      this.#understood.add(context.activity);
      if (needsTime(incoming)) typing = this.#sendTyping(context);
      const reply = await this.#queue.run(envelope.conversationId, () => handleTurn(incoming));
      this.#rememberLanguage(envelope.conversationId, reply.language);
      await typing;
      await this.#send(context, reply);
      const fields = { channel: this.#edge.name, kind: incoming.kind, replyId: reply.id, outcome: reply.outcome };
      log.info({ ...fields, milliseconds: now() - startedAt }, 'Turn answered');
    } catch (error) {
      log.error({ channel: this.#edge.name, code: errorCode(error), err: error }, 'Turn failed');
      await typing;
      await this.#apologise(context, envelope);
    }
  }

  #envelope(activity: Activity): Envelope {
    const { newId, now } = this.#dependencies;
    const locale = activity.locale?.slice(0, 2).toLowerCase();
    return {
      messageId: activity.id ?? newId(),
      channel: this.#edge.name,
      conversationId: activity.conversation.id,
      personId: activity.from.aadObjectId ?? activity.from.id,
      clientLanguage: isLanguage(locale) ? locale : undefined,
      receivedAt: now(),
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

  async #send(context: TurnContext, reply: Reply): Promise<void> {
    const activities = this.#edge.render(reply);
    if (activities.length > 0) await context.sendActivities(activities);
  }

  async #apologise(context: TurnContext, envelope: Envelope): Promise<void> {
    const { texts, newId } = this.#dependencies;
    const language = this.#languageFor(context.activity, envelope);
    try {
      const text = texts.say(language, 'channel.apology');
      await this.#send(context, { id: newId(), language, outcome: 'failed', blocks: [{ type: 'notice', text }] });
    } catch (cause) {
      throw new DalilError({
        code: 'reply-not-sent',
        message: `Neither the reply nor an apology could be sent on ${this.#edge.name}.`,
        hint: 'Check that the platform can be reached, and the cause.',
        cause,
      });
    }
  }

  #languageFor(activity: Activity, envelope: Envelope): Language {
    const known = this.#languages.get(envelope.conversationId) ?? envelope.clientLanguage;
    if (known !== undefined) return known;
    return /\p{Script=Arabic}/u.test(activity.text ?? '') ? 'ar' : 'en';
  }

  #rememberLanguage(conversationId: string, language: Language): void {
    this.#languages.delete(conversationId);
    this.#languages.set(conversationId, language);
    const oldest = this.#languages.keys().next();
    if (this.#languages.size > REMEMBERED_CONVERSATIONS && !oldest.done) this.#languages.delete(oldest.value);
  }
}

/** True where a person waits for an answer that takes a moment. */
function needsTime(incoming: Incoming): boolean {
  return incoming.kind === 'text' || incoming.kind === 'choice' || incoming.kind === 'file';
}
