/** The reason of a verdict: chosen in our form, or recognised in words typed into a form that is not ours. */
import { z } from 'zod';
import { FEEDBACK_REASONS, type FeedbackReason } from '../../contracts/message.ts';
import { normalize } from '../../text/normalize.ts';

/** What people type for a reason, in normalised text; the more particular come first. */
const WORDS: readonly (readonly [FeedbackReason, RegExp])[] = [
  ['wrong-source', /\b(?:sources?|citations?)\b|مصدر|مرجع/u],
  ['out-of-date', /\b(?:out of date|outdated|old|obsolete|perimee?s?|depassee?s?|obsoletes?)\b|قديم/u],
  ['incomplete', /\b(?:incomplete?s?|incomplets?|missing|manque|partial)\b|ناقص|غير كامل|غير مكتمل/u],
  ['unclear', /\b(?:unclear|not clear|confus(?:ing|ed)?|pas claire?s?|difficile a comprendre)\b|غير واضح|غامض/u],
  ['wrong', /\b(?:wrong|incorrect|false|faux|fausse|inexacte?)\b|خطا|خاط[يئ]|غير صحيح/u],
];

const chosenShape = z.looseObject({ reason: z.enum(FEEDBACK_REASONS) });
const typedShape = z.looseObject({ feedbackText: z.string() });

/**
 * The reason in what a feedback form sent: the fields of our form, the words of Teams' own form, or words alone. The
 * words themselves go no further: people write names in them.
 */
export function feedbackReason(feedback: unknown): FeedbackReason | undefined {
  const sent = typeof feedback === 'string' ? (parseJson(feedback) ?? feedback) : feedback;
  const chosen = chosenShape.safeParse(sent);
  if (chosen.success) return chosen.data.reason;
  const typed = typedShape.safeParse(sent);
  const words = normalize(typed.success ? typed.data.feedbackText : typeof sent === 'string' ? sent : '');
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Undefined for what is no JSON: some clients send the words alone. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
