/** For whom a reply is drawn. */
import type { Scope } from '../../contracts/message.ts';

/** What the rendering depends on beside the reply. */
export interface TeamsView {
  /** Whether the client draws citation entities. */
  citations: boolean;
  scope: Scope;
  /** What a button asked, to be repeated above its answer: nobody sees the press. */
  asked?: string;
  /** True where the reply takes the place of a card: then it is one card, whatever it holds. */
  oneCard?: boolean;
}
