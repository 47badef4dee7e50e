/** The pages of certificates: one confirms without a name, one shows the name to whoever has its key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { texts } from '../channels/helpers.ts';
import { createWorld, type World } from './world.ts';

const NAME = 'Amina <script>alert(1)</script> Ben-Salah';
const CERTIFICATE = {
  learnerKey: 'learner',
  name: NAME,
  module: 'referral',
  right: 13,
  items: 15,
  language: 'fr' as const,
};
let world: World;
let code: string;
let own: URL;
beforeAll(async () => {
  world = await createWorld({ publicUrl: 'https://dalil.example.org' });
  ({ code } = await world.certificates.issue(CERTIFICATE));
  own = new URL(world.certificates.addressOf(code));
});
afterAll(() => world.close());

const get = (address: string) => fetch(world.url + address);

describe('the public page of a certificate', () => {
  it('confirms it in every language, with the initials and never the name', async () => {
    const response = await get(`/certificates/${code}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    const page = await response.text();
    expect(page).toContain('<meta name="robots" content="noindex, nofollow">');
    for (const language of LANGUAGES) {
      expect(page).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(page).toContain(texts.say(language, 'certificate.valid.title'));
    }
    for (const fact of ['Safe referral', 'Orientation sûre', 'الإحالة الآمنة', '30 June 2026', '13 of 15', '70%', code])
      expect(page).toContain(fact);
    expect(page).toContain('A. S. B. S.');
    expect(page).not.toMatch(/Amina|Salah|alert/u);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    ['in small letters', (written: string) => written.toLowerCase()],
    ['without dashes', (written: string) => written.replaceAll('-', '')],
    ['with blanks', (written: string) => encodeURIComponent(written.replaceAll('-', ' '))],
  ])('is found by a code %s', async (_name, change) => {
    expect((await get(`/certificates/${change(code)}`)).status).toBe(200);
  });

  it('denies what it does not know, in every language and always in the same words', async () => {
    const { code: deleted } = await world.certificates.issue(CERTIFICATE);
    const old = new URL(world.certificates.addressOf(deleted)).pathname;
    expect((await get(old)).status).toBe(200);
    expect(await world.certificates.delete(deleted)).toBe(true);
    const key = own.pathname.split('/').at(-1) ?? '';
    const unknown = [
      ...[
        '/certificates/AAAAA-AAAAA-AAAAA',
        '/certificates/x',
        '/certificates/%3Cscript%3E',
        `/certificates/${deleted}`,
      ],
      ...[
        old,
        `/certificates/${code}/${key}x`,
        `/certificates/${code}/${key.slice(1)}`,
        `/certificates/AAAAA-AAAAA-AAAAA/${key}`,
      ],
    ];
    const pages = await Promise.all(
      unknown.map(async (address) => {
        const response = await get(address);
        expect(response.status, address).toBe(404);
        return response.text();
      }),
    );
    expect(new Set(pages).size).toBe(1);
    for (const language of LANGUAGES) expect(pages[0]).toContain(texts.say(language, 'certificate.unknown.text'));
  });
});

describe('the certificate itself', () => {
  it('has the full name, the result, whose programme it is and where to check it, in its own language', async () => {
    const response = await get(own.pathname);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('<html lang="fr" dir="ltr">');
    expect(page).toContain('Amina &lt;script&gt;alert(1)&lt;/script&gt; Ben-Salah');
    expect(page).not.toContain('<script>');
    expect(page).toContain('Programme &lt;Operator&gt;');
    expect(page).toContain(`href="https://dalil.example.org/certificates/${code}"`);
    expect(page).toContain('class="qr"');
    for (const fact of ['Orientation sûre', '30 juin 2026', '13 réponses justes sur 15']) expect(page).toContain(fact);
    expect(page).not.toMatch(/\sstyle=|\son\w+=|<style/u);
  });

  it.each(LANGUAGES)('is also there in %s', async (language) => {
    const page = await (await get(`${own.pathname}?language=${language}`)).text();
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(page).toContain(`<h1>${texts.say(language, 'certificate.title')}</h1>`);
    for (const other of LANGUAGES) expect(page).toContain(`${own.pathname}?language=${other}`);
  });

  it('has neither name nor key in an address it shows to others, nor in the log', async () => {
    await get(own.pathname);
    const kept = JSON.stringify(world.log.entries);
    expect(kept).toContain('/certificates/:code/:key');
    expect(kept).not.toMatch(/Amina|Salah/u);
    expect(kept).not.toContain(own.pathname);
    expect(world.certificates.checkAddressOf(code)).toBe(`https://dalil.example.org/certificates/${code}`);
    expect(JSON.stringify(await world.store.certificate(code))).not.toMatch(/Amina|Salah/u);
  });

  it('is still whole when its module is gone', async () => {
    const { code: old } = await world.certificates.issue({ ...CERTIFICATE, module: 'gone' });
    for (const address of [`/certificates/${old}`, new URL(world.certificates.addressOf(old)).pathname]) {
      const response = await get(address);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('gone');
    }
  });
});
