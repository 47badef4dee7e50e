/** `dalil manifest`: fills the Teams app manifest in with the settings and packs it for upload. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import { type Config, PROJECT_DIR } from '../config.ts';
import { DalilError } from '../errors.ts';
import { say } from './say.ts';

/** Where the package is made from. */
export const MANIFEST_DIR = path.join(PROJECT_DIR, 'manifest');

/** What Teams takes: these files, at the top level of the zip. */
export const PACKAGED_FILES = ['manifest.json', 'fr.json', 'ar.json', 'color.png', 'outline.png'] as const;

/** Every entry is dated the same, so that the same input gives the same bytes; zip dates carry no time zone. */
const ENTRY_DATE = new Date(2026, 0, 1, 12);

const packageJson = z.object({ version: z.string() });

/** What stands in `{{…}}` in `manifest.json`. */
export interface ManifestValues {
  /** Id of the bot's registration, which is the app's id too. */
  appId: string;
  /** An https address without a slash at its end. */
  publicUrl: string;
  /** Three numbers; Teams takes an update only with a higher one. */
  version: string;
}

/** Puts the values in. Throws `manifest-incomplete` when another placeholder stands there. */
export function fillManifest(template: string, { appId, publicUrl, version }: ManifestValues): string {
  const values: Record<string, string> = {
    APP_ID: appId,
    PUBLIC_URL: publicUrl,
    DOMAIN: new URL(publicUrl).hostname,
    VERSION: version,
  };
  return template.replace(/\{\{([^}]*)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new DalilError({
      code: 'manifest-incomplete',
      message: `manifest/manifest.json has a placeholder {{${name}}} that no setting fills.`,
      hint: `Use one of ${Object.keys(values).join(', ')}, or write the value there.`,
    });
  });
}

/** Makes the package: bytes of a zip, the same for the same values. */
export async function packApp(values: ManifestValues): Promise<Uint8Array> {
  const files: Zippable = {};
  for (const name of PACKAGED_FILES) {
    const content = await readFile(path.join(MANIFEST_DIR, name));
    files[name] = name === 'manifest.json' ? Buffer.from(fillManifest(content.toString('utf8'), values)) : content;
  }
  return zipSync(files, { level: 9, mtime: ENTRY_DATE });
}

/** What the settings say, or a `settings-missing` that names what they do not say. */
export async function manifestValues(config: Config): Promise<ManifestValues> {
  const { MICROSOFT_APP_ID: appId, PUBLIC_URL: publicUrl } = config;
  if (appId === undefined || publicUrl === undefined) {
    const missing = (['MICROSOFT_APP_ID', 'PUBLIC_URL'] as const).filter((name) => config[name] === undefined);
    throw new DalilError({
      code: 'settings-missing',
      message: `The Teams app package needs ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not set.`,
      hint: 'Set them in the environment or the .env file; .env.example explains each, README.md says where to get them.',
    });
  }
  const { version } = packageJson.parse(JSON.parse(await readFile(path.join(PROJECT_DIR, 'package.json'), 'utf8')));
  return { appId, publicUrl, version };
}

/** Writes the package to `file` and says what to do with it. */
export async function runManifest(config: Config, file = path.join(PROJECT_DIR, 'dalil-teams.zip')): Promise<void> {
  const values = await manifestValues(config);
  await writeFile(file, await packApp(values));
  say(`${file}: ${PACKAGED_FILES.join(', ')}`);
  say(`version ${values.version}, bot ${values.appId}, address ${values.publicUrl}`);
  say();
  say('Next: upload it in the Teams admin centre (Teams apps > Manage apps > Actions > Upload new app),');
  say('or for yourself in Teams (Apps > Manage your apps > Upload an app).');
  say(`Teams must reach ${values.publicUrl}/api/messages; people are shown ${values.publicUrl}/privacy and /terms.`);
}
