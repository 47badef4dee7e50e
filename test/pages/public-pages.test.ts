/** The pages the Teams manifest links to: served, in three languages, with nothing on them but words. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillManifest, MANIFEST_DIR } from '../../src/commands/manifest.ts';
import { LANGUAGES } from '../../src/contracts/language.ts';
import { createPublicPages } from '../../src/pages/public-pages.ts';
import { createHttpServer, type HttpServer } from '../../src/server.ts';
import { memoryLog, texts } from '../channels/helpers.ts';

let server: HttpServer;
let url: string;
beforeAll(async () => {
  server = createHttpServer({
    channels: [await createPublicPages(texts)],
    health: { ready: async () => ({ ok: true, checks: {} }) },
    log: memoryLog(),
  });
  url = `http://127.0.0.1:${await server.listen({ host: '127.0.0.1', port: 0 })}`;
});
afterAll(() => server.close());

const PATHS = ['/about', '/privacy', '/terms'];

describe('the public pages', () => {
  it('are those that the Teams manifest links to', async () => {
    const template = await readFile(path.join(MANIFEST_DIR, 'manifest.json'), 'utf8');
    const values = { appId: 'app', publicUrl: 'https://dalil.example.org', version: '1.0.0' };
    const linked = [...fillManifest(template, values).matchAll(/"https:\/\/dalil\.example\.org(\/[^"]*)"/gu)];
    expect(linked.map(([, target]) => target).sort()).toEqual(PATHS);
  });

  it.each(PATHS)('%s says what it has to say in every language, each in its own direction', async (target) => {
    const response = await fetch(url + target);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await response.text();
    for (const language of LANGUAGES) {
      const direction = language === 'ar' ? 'rtl' : 'ltr';
      expect(html).toContain(`lang="${language}" dir="${direction}"`);
      const words = JSON.stringify(texts.tree(language, `pages${target.replace('/', '.')}`));
      for (const [, heading = ''] of words.matchAll(/"heading":"([^"\\]+)"/gu)) expect(html).toContain(heading);
    }
    expect(html).not.toMatch(/\{\{|undefined|\[object/u);
  });

  it.each(PATHS)('%s runs nothing and fetches nothing', async (target) => {
    const response = await fetch(url + target);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe|https?:/u);
    expect(await response.text()).not.toMatch(/<script|<img|<link|style=|src=|href="(?:https?:)?\/\//iu);
  });

  it('link to each other in the language one reads', async () => {
    const html = await (await fetch(`${url}/about`)).text();
    for (const language of LANGUAGES)
      for (const other of ['/privacy', '/terms']) expect(html).toContain(`href="${other}#${language}"`);
  });
});
