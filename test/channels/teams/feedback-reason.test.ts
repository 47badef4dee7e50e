/** Why an answer did not help, whichever form it was said in. */
import { expect, it } from 'vitest';
import { feedbackReason } from '../../../src/channels/teams/feedback-reason.ts';

it.each([
  ['{"reason":"unclear"}', 'unclear'],
  [{ reason: 'wrong-source' }, 'wrong-source'],
  ['{"feedbackText":"It is out of date"}', 'out-of-date'],
  ['The source does not fit', 'wrong-source'],
  ['Réponse incomplète', 'incomplete'],
  ['Ce n’est pas clair', 'unclear'],
  ['الجواب خاطئ', 'wrong'],
  ['المصدر خاطئ', 'wrong-source'],
  ['wrong', 'wrong'],
  ['I told Amal', undefined],
  ['', undefined],
  ['{"reason":"other"}', undefined],
  ['"unclear', 'unclear'],
  [7, undefined],
  [null, undefined],
])('reads %j as %s', (feedback, expected) => {
  expect(feedbackReason(feedback)).toBe(expected);
});
