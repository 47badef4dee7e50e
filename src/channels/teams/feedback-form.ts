/** The dialog behind the thumbs below an answer: what was wrong, from a closed list. */
import type { Language } from '../../contracts/language.ts';
import { FEEDBACK_REASONS } from '../../contracts/message.ts';
import type { Texts } from '../../text/texts.ts';
import { type CardPart, type Look, line } from './card-parts.ts';
import { type AdaptiveCard, CARD_TYPE, makeCard } from './cards.ts';

/** Pixels; high enough for the reasons without scrolling. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules */
const WIDTH = 440;
const HEIGHTS = { reasons: 420, thanks: 220 } as const;

/** What a `message/fetchTask` invoke is answered with. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export interface FeedbackDialog {
  task: {
    type: 'continue';
    value: {
      title: string;
      height: number;
      width: number;
      card: { contentType: typeof CARD_TYPE; content: AdaptiveCard };
    };
  };
}

/**
 * The form. It sends `helpful` (`true` or `false`), `reason` where one was chosen, and `replyId` where it is known. It
 * has no field for words: people would write names into it.
 */
export function feedbackForm(helpful: boolean, language: Language, texts: Texts, replyId?: string): AdaptiveCard {
  const note = (key: string, look: Look = {}) => line([{ text: texts.say(language, key), ...look }]);
  const reasons: CardPart = {
    type: 'Input.ChoiceSet',
    id: 'reason',
    label: texts.say(language, 'web.feedback.why'),
    style: 'expanded',
    wrap: true,
    choices: FEEDBACK_REASONS.map((value) => ({ title: texts.say(language, `web.feedback.reasons.${value}`), value })),
  };
  const submit: CardPart = {
    type: 'Action.Submit',
    title: texts.say(language, 'card.feedback.send'),
    data: { helpful: String(helpful), ...(replyId === undefined ? {} : { replyId }) },
  };
  const body = [helpful ? note('card.feedback.helped') : reasons, note('card.feedback.kept', { isSubtle: true })];
  return makeCard(body, language, [submit]);
}

/** The form in its dialog. */
export function feedbackDialog(helpful: boolean, language: Language, texts: Texts, replyId?: string): FeedbackDialog {
  return {
    task: {
      type: 'continue',
      value: {
        title: texts.say(language, 'web.feedback.question'),
        height: helpful ? HEIGHTS.thanks : HEIGHTS.reasons,
        width: WIDTH,
        card: { contentType: CARD_TYPE, content: feedbackForm(helpful, language, texts, replyId) },
      },
    },
  };
}
