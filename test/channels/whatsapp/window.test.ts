/** What may be sent to whom, and when. */
import { expect, it } from 'vitest';
import { WINDOW, windowState } from '../../../src/channels/whatsapp/window.ts';

const contact = (changes = {}) => ({ personKey: 'p', channel: 'one', lastInboundAt: 1_000_000_000, ...changes });
const NOW = 1_000_000_000;

it.each([
  ['a reply at once', contact(), true, NOW, 'open'],
  ['a message nobody asked for, in the window', contact(), false, NOW + WINDOW - 1, 'open'],
  ['a message after the window', contact(), false, NOW + WINDOW, 'closed'],
  ['a reply that took a day', contact(), true, NOW + WINDOW, 'closed'],
  ['a reply to somebody who wants replies only', contact({ stoppedAt: NOW }), true, NOW, 'open'],
  ['anything else to them', contact({ stoppedAt: NOW }), false, NOW, 'unwanted'],
  ['the answer to "forget me"', undefined, true, NOW, 'open'],
  ['anything to somebody who was forgotten', undefined, false, NOW, 'closed'],
] as const)('%s', (_name, known, isReply, now, expected) => {
  expect(windowState(known, isReply, now)).toBe(expected);
});
