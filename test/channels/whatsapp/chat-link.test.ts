/** The address that opens a chat with Dalil. */
import { describe, expect, it } from 'vitest';
import { whatsAppSettings } from '../../../src/app.ts';
import { createWhatsAppChannel } from '../../../src/channels/whatsapp/index.ts';
import { parseConfig } from '../../../src/config.ts';
import { fakeDependencies } from '../helpers.ts';
import { createWorld } from './world.ts';

function channelWith(settings: Record<string, string>) {
  const config = parseConfig({
    ...{ WHATSAPP_ACCESS_TOKEN: 'token', WHATSAPP_APP_SECRET: 'secret', WHATSAPP_VERIFY_TOKEN: 'verify-me-please' },
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    ...settings,
  });
  const whatsApp = whatsAppSettings(config);
  if (whatsApp === undefined) throw new Error('WhatsApp is on here');
  const { queue } = createWorld();
  return createWhatsAppChannel({ ...fakeDependencies().dependencies, queue: () => queue }, whatsApp);
}

describe('linkTo', () => {
  it.each([
    ['join TUN-2026-05', 'https://wa.me/21671123456?text=join%20TUN-2026-05'],
    ['انضم TUN-2026-05', 'https://wa.me/21671123456?text=%D8%A7%D9%86%D8%B6%D9%85%20TUN-2026-05'],
    ['a&b=c#d\n+', 'https://wa.me/21671123456?text=a%26b%3Dc%23d%0A%2B'],
    ['half \uD800', 'https://wa.me/21671123456?text=half%20%EF%BF%BD'],
  ])('has the words typed already: %j', (text, link) => {
    const opened = channelWith({ WHATSAPP_NUMBER: '+216 71 123 456' }).linkTo?.(text);
    expect(opened).toBe(link);
    expect(new URL(opened ?? '').searchParams.get('text')).toBe(text.toWellFormed());
  });

  it('is none without the number: its id at Meta is not one', () => {
    expect(channelWith({}).linkTo?.('join')).toBeUndefined();
  });
});
