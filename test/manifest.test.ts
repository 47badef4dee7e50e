/** The Teams app package: valid by Microsoft's own schemas, whole in three languages, and every command in it understood. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  fillManifest,
  MANIFEST_DIR,
  type ManifestValues,
  manifestValues,
  PACKAGED_FILES,
  packApp,
} from '../src/commands/manifest.ts';
import { PROJECT_DIR, parseConfig } from '../src/config.ts';
import { comparableText, route } from '../src/conversation/route.ts';
import { loadSmallTalk } from '../src/conversation/small-talk.ts';
import { readTrainingCommand } from '../src/conversation/training-commands.ts';
import { commandLine } from './fixtures/command-line.ts';
import { temporaryFolder } from './fixtures/knowledge.ts';

const SCHEMAS = path.join(PROJECT_DIR, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30');
const VALUES: ManifestValues = {
  appId: '0f1e2d3c-0000-4000-8000-000000000001',
  publicUrl: 'https://dalil.example.org:8443',
  version: '1.2.3',
};
/** Teams shows about as many characters of a command, though the schema allows more. */
const TITLE_SHOWN = 32;

const command = z.object({
  title: z.string(),
  description: z.string(),
  type: z.string(),
  prompt: z.string().optional(),
});
const manifestSchema = z.looseObject({
  id: z.string(),
  version: z.string(),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  developer: z.record(z.string(), z.string()),
  validDomains: z.array(z.string()),
  bots: z.tuple([
    z.looseObject({
      botId: z.string(),
      commandLists: z.array(
        z.object({ scopes: z.array(z.string()), triggers: z.array(z.string()), commands: z.array(command) }),
      ),
    }),
  ]),
});
type Manifest = z.infer<typeof manifestSchema>;

const readText = (name: string) => readFile(path.join(MANIFEST_DIR, name), 'utf8');
const template = await readText('manifest.json');
const filled = () => manifestSchema.parse(JSON.parse(fillManifest(template, VALUES)));
const translation = async (language: string): Promise<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(JSON.parse(await readText(`${language}.json`)));

/** What Microsoft's schema finds wrong; undefined when nothing is. */
async function problemsOf(schemaName: string, value: unknown, unicodeRegExp: boolean): Promise<unknown> {
  const schema = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(await readFile(path.join(SCHEMAS, schemaName), 'utf8')));
  const uri = (text: string) => URL.canParse(text);
  const validate = new AjvDraft04.default({ strict: false, unicodeRegExp, formats: { uri } }).compile(schema);
  return validate(value) ? undefined : validate.errors;
}
const manifestProblems = (value: unknown) => problemsOf('MicrosoftTeams.schema.json', value, true);
// The patterns of this schema hold brackets that unicode mode refuses.
const translationProblems = (value: unknown) => problemsOf('MicrosoftTeams.Localization.schema.json', value, false);

/** Every string people read, by the key a translation has for it. */
function localisable({ name, description, bots: [bot] }: Manifest): Map<string, string> {
  const commands = bot.commandLists.flatMap((list, at) =>
    list.commands.flatMap((one, n) =>
      (['title', 'description', 'prompt'] as const).flatMap((part): [string, string][] => {
        const text = one[part];
        return text === undefined ? [] : [[`bots[0].commandLists[${at}].commands[${n}].${part}`, text]];
      }),
    ),
  );
  return new Map([
    ['name.short', name.short],
    ['name.full', name.full],
    ['description.short', description.short],
    ['description.full', description.full],
    ...commands,
  ]);
}

/** The strings of one language by their key. */
async function stringsIn(language: string): Promise<Map<string, string>> {
  if (language === 'en') return localisable(filled());
  const { $schema: _, ...strings } = await translation(language);
  return new Map(Object.entries(strings));
}

describe('the Teams manifest', () => {
  it('is valid by the schema it names', async () => {
    const manifest = filled();
    expect(await manifestProblems(manifest)).toBeUndefined();
    expect(manifest).toMatchObject({
      $schema: 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
      manifestVersion: '1.30',
    });
  });

  it('would be refused with a title of 200 characters, and so would a translation', async () => {
    const manifest = filled();
    for (const list of manifest.bots[0].commandLists) for (const one of list.commands) one.title = 'x'.repeat(200);
    expect(await manifestProblems(manifest)).toBeDefined();
    const french = await translation('fr');
    french['bots[0].commandLists[0].commands[0].title'] = 'x'.repeat(200);
    expect(await translationProblems(french)).toBeDefined();
  });

  it('is the app of this bot at this address', () => {
    const { id, version, validDomains, developer, bots } = filled();
    expect([id, bots[0].botId, version]).toEqual([VALUES.appId, VALUES.appId, VALUES.version]);
    expect(validDomains).toEqual(['dalil.example.org']);
    expect(developer).toMatchObject({
      websiteUrl: `${VALUES.publicUrl}/about`,
      privacyUrl: `${VALUES.publicUrl}/privacy`,
      termsOfUseUrl: `${VALUES.publicUrl}/terms`,
    });
    expect(JSON.stringify(filled())).not.toMatch(/[{]{2}|[}]{2}"/u);
  });

  it('is a bot for people, teams and group chats that takes files and no calls', () => {
    expect(filled().bots[0]).toMatchObject({
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
      supportsCalling: false,
      supportsVideo: false,
      isNotificationOnly: false,
    });
  });

  it('offers commands in every scope', () => {
    const scopes = filled().bots[0].commandLists.flatMap((list) => list.scopes);
    expect([...new Set(scopes)].sort()).toEqual(['groupChat', 'personal', 'team']);
  });

  it('cannot be filled in where it asks for something unknown', () => {
    expect(() => fillManifest('{"id":"{{TENANT}}"}', VALUES)).toThrow(
      expect.objectContaining({ code: 'manifest-incomplete', message: expect.stringContaining('{{TENANT}}') }),
    );
  });
});

describe.each(['fr', 'ar'])('its translation %s', (language) => {
  it('is valid by the schema for translations', async () => {
    expect(await translationProblems(await translation(language))).toBeUndefined();
  });

  it('says everything the manifest says, and nothing else', async () => {
    expect([...(await stringsIn(language)).keys()].sort()).toEqual([...localisable(filled()).keys()].sort());
  });

  it('is named in the manifest', () => {
    expect(filled().localizationInfo).toMatchObject({
      defaultLanguageTag: 'en',
      additionalLanguages: expect.arrayContaining([{ languageTag: language, file: `${language}.json` }]),
    });
  });
});

it('is Arabic wherever it claims to be', async () => {
  const strings = [...(await stringsIn('ar')).values()];
  expect(strings.filter((text) => !/\p{Script=Arabic}/u.test(text))).toEqual([]);
});

describe.each(['en', 'fr', 'ar'])('what people read in %s', (language) => {
  it('fits where Teams shows it', async () => {
    const strings = await stringsIn(language);
    // The schema for translations names these limits beside a $ref, where draft 4 does not look.
    const limits: [RegExp, number][] = [
      [/^name\.short$/u, 30],
      [/^name\.full$/u, 100],
      [/^description\.short$/u, 80],
      [/^description\.full$/u, 4000],
      [/\.title$/u, TITLE_SHOWN],
    ];
    const tooLong = limits.flatMap(([key, most]) =>
      [...strings].filter(([name, text]) => key.test(name) && text.length > most).map(([name]) => name),
    );
    expect(tooLong).toEqual([]);
  });

  it('is understood when it is sent: a command as the same command in English, anything else as a question', async () => {
    const smallTalk = await loadSmallTalk(path.join(PROJECT_DIR, 'dialogs/small-talk.yaml'));
    const [strings, english] = [await stringsIn(language), await stringsIn('en')];
    const keys = [...english.keys()].filter((key) => key.endsWith('.title'));
    expect(keys.length).toBeGreaterThan(10);
    for (const titleKey of keys) {
      const promptKey = titleKey.replace(/title$/u, 'prompt');
      const sent = (said: Map<string, string>) => said.get(promptKey) ?? said.get(titleKey) ?? '';
      const understand = (text: string) => {
        const inTraining = readTrainingCommand(comparableText(text));
        return inTraining === undefined ? route(text, smallTalk) : { to: 'training', what: inTraining };
      };
      const understood = understand(sent(strings));
      expect([titleKey, understood]).toEqual([titleKey, understand(sent(english))]);
      const isQuestion = /[?؟]$/u.test(sent(strings));
      expect([titleKey, understood.to === 'question']).toEqual([titleKey, isQuestion]);
      expect(['greeting', 'source', 'unclear']).not.toContain(understood.to);
    }
  });
});

/** Width, height and colour type (2: opaque colours, 6: with transparency) from the header of a PNG file. */
async function pngHeader(name: string): Promise<number[]> {
  const bytes = await readFile(path.join(MANIFEST_DIR, name));
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt8(25)];
}

describe('the icons', () => {
  it('have the sizes Teams asks for: a full square in colour, an outline on nothing', async () => {
    expect(await pngHeader('color.png')).toEqual([192, 192, 2]);
    expect(await pngHeader('outline.png')).toEqual([32, 32, 6]);
  });
});

describe('the package', () => {
  it('holds exactly the five files, at its top', async () => {
    const files = unzipSync(await packApp(VALUES));
    expect(Object.keys(files).sort()).toEqual([...PACKAGED_FILES].sort());
    expect(Object.keys(files).sort()).toEqual(['ar.json', 'color.png', 'fr.json', 'manifest.json', 'outline.png']);
    expect(manifestSchema.parse(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8')))).toEqual(
      filled(),
    );
    expect(Buffer.from(files['color.png'] ?? [])).toEqual(await readFile(path.join(MANIFEST_DIR, 'color.png')));
  });

  it('is the same each time it is made', async () => {
    expect(Buffer.from(await packApp(VALUES)).equals(Buffer.from(await packApp(VALUES)))).toBe(true);
  });

  it('takes its values from the settings', async () => {
    const config = parseConfig({ MICROSOFT_APP_ID: VALUES.appId, PUBLIC_URL: `${VALUES.publicUrl}/` });
    const { version, ...values } = await manifestValues(config);
    expect(values).toEqual({ appId: VALUES.appId, publicUrl: VALUES.publicUrl });
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it.each([
    [{}, ['MICROSOFT_APP_ID', 'PUBLIC_URL'], []],
    [{ MICROSOFT_APP_ID: VALUES.appId }, ['PUBLIC_URL'], ['MICROSOFT_APP_ID']],
    [{ PUBLIC_URL: VALUES.publicUrl }, ['MICROSOFT_APP_ID'], ['PUBLIC_URL']],
  ] as [Record<string, string>, string[], string[]][])(
    'is not made with %j only; what is missing is said',
    async (given, named, unnamed) => {
      const error = await manifestValues(parseConfig(given)).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'settings-missing', hint: expect.stringContaining('.env') });
      const { message } = z.object({ message: z.string() }).parse(error);
      for (const name of named) expect(message).toContain(name);
      for (const name of unnamed) expect(message).not.toContain(name);
    },
  );
});

describe('dalil manifest', () => {
  let remove: (() => Promise<void>) | undefined;
  afterEach(async () => remove?.());

  it('writes the package and says what it holds and where it goes', async () => {
    const place = await temporaryFolder();
    remove = place.remove;
    const file = path.join(place.folder, 'app.zip');
    const settings = { MICROSOFT_APP_ID: VALUES.appId, PUBLIC_URL: VALUES.publicUrl };
    const { code, out } = await commandLine(place.folder, { settings }).dalil('manifest', file);
    expect(code).toBe(0);
    for (const name of [...PACKAGED_FILES, file, VALUES.publicUrl]) expect(out).toContain(name);
    expect(Object.keys(unzipSync(await readFile(file))).sort()).toEqual([...PACKAGED_FILES].sort());
  });

  it('writes nothing without the settings, and says which are missing', async () => {
    const place = await temporaryFolder();
    remove = place.remove;
    const file = path.join(place.folder, 'app.zip');
    const { code, out, err } = await commandLine(place.folder).dalil('manifest', file);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('PUBLIC_URL');
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
