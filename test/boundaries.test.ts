/** The rules of the house, checked on every file of src/. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../src/measuring/golden.ts';

const SRC = path.resolve(import.meta.dirname, '../src');

interface SourceFile {
  /** Path below src/, with forward slashes. */
  name: string;
  text: string;
  /** What it imports: files of ours as paths below src/, packages by their name. */
  imports: { target: string; typeOnly: boolean }[];
}

function listFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => /\.(ts|js)$/.test(name))
    .sort();
}

/** Static imports, re-exports and dynamic imports with a fixed target. */
function importsOf(name: string, text: string): SourceFile['imports'] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [
    ...code.matchAll(/^\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm),
    ...[...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map((match) => [match[0], '', '', match[1]] as const),
  ];
  return found.map(([, , type, target = '']) => ({
    target: target.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(name), target)) : target,
    typeOnly: Boolean(type),
  }));
}

const files: SourceFile[] = listFiles().map((name) => {
  const text = readFileSync(path.join(SRC, name), 'utf8');
  return { name, text, imports: importsOf(name, text) };
});
const names = new Set(files.map(({ name }) => name));
const inFolder = (folder: string) => (name: string) => name.startsWith(`${folder}/`);
const ours = ({ imports }: SourceFile) => imports.filter(({ target }) => names.has(target));
const packages = ({ imports }: SourceFile) =>
  imports.filter(({ target }) => !names.has(target) && !target.startsWith('node:'));

/** Pairs "file -> import" that break a rule; empty when it holds. */
function broken(test: (file: SourceFile, target: string, typeOnly: boolean) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ target, typeOnly }) => test(file, target, typeOnly))
      .map(({ target }) => `${file.name} -> ${target}`),
  );
}

describe('the house', () => {
  it('has files to check, with their imports', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.flatMap(ours).length).toBeGreaterThan(150);
    expect(files.find(({ name }) => name === 'app.ts')?.imports.map(({ target }) => target)).toContain('server.ts');
  });

  it('1. contracts, errors and log import nothing else of ours', () => {
    const ground = (name: string) => inFolder('contracts')(name) || name === 'errors.ts' || name === 'log.ts';
    expect(broken((file, target) => ground(file.name) && names.has(target) && !ground(target))).toEqual([]);
  });

  it('2. only the registry reaches into backends and channels, and none of them imports another', () => {
    const room = (name: string) => name.startsWith('backends/') || name.startsWith('channels/');
    // The type of what every channel is given is shared with app.ts; types leave no trace at run time.
    expect(
      broken((file, target, typeOnly) => !room(file.name) && file.name !== 'registry.ts' && room(target) && !typeOnly),
    ).toEqual([]);
    const backend = (name: string) => inFolder('backends')(name) && !inFolder('backends/shared')(name);
    expect(broken((file, target) => backend(file.name) && backend(target))).toEqual([]);
    const channel = (name: string) => /^channels\/([^/]+)\//.exec(name)?.[1];
    expect(
      broken((file, target) => {
        const [from, to] = [channel(file.name), channel(target)];
        return from !== undefined && to !== undefined && from !== to;
      }),
    ).toEqual([]);
  });

  it('3. the environment is read in config.ts only', () => {
    expect(
      files.filter(({ name, text }) => /process\.env/.test(text) && name !== 'config.ts').map(({ name }) => name),
    ).toEqual([]);
  });

  it('4. platform, server, database and vector packages stay in their rooms', () => {
    const isOf = (target: string, list: readonly string[]) =>
      list.some((one) => target === one || target.startsWith(`${one}/`));
    expect(broken((file, target) => target.startsWith('botbuilder') && !inFolder('channels')(file.name))).toEqual([]);
    expect(
      broken(
        (file, target) => isOf(target, ['restify']) && !inFolder('channels')(file.name) && file.name !== 'server.ts',
      ),
    ).toEqual([]);
    const machines = ['kysely', 'pg', 'node:sqlite', 'hnswlib-node', '@langchain/community'];
    expect(broken((file, target) => isOf(target, machines) && !inFolder('backends')(file.name))).toEqual([]);
    expect(
      broken(
        (file, target, typeOnly) => isOf(target, ['@langchain/core']) && !typeOnly && !inFolder('backends')(file.name),
      ),
    ).toEqual([]);
  });

  it('5. the core does not know the platforms', () => {
    const core = ['conversation', 'answering', 'training', 'knowledge', 'safety', 'search', 'text', 'focal-points'];
    const spoken = files.filter(
      ({ name, text }) => core.some((folder) => inFolder(folder)(name)) && /teams|whatsapp/i.test(text),
    );
    expect(spoken.map(({ name }) => name)).toEqual([]);
  });

  it('6. there are no import circles', () => {
    const edges = new Map(files.map((file) => [file.name, ours(file).map(({ target }) => target)]));
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (name: string, trail: readonly string[]) => {
      const at = trail.indexOf(name);
      if (at >= 0) circles.push([...trail.slice(at), name].join(' -> '));
      if (at >= 0 || done.has(name)) return;
      for (const next of edges.get(name) ?? []) walk(next, [...trail, name]);
      done.add(name);
    };
    for (const name of edges.keys()) walk(name, []);
    expect(circles).toEqual([]);
  });

  it('6. exports have names, and a file over 250 lines says why at its top', () => {
    expect(files.filter(({ text }) => /^export default/m.test(text)).map(({ name }) => name)).toEqual([]);
    const long = files.filter(
      ({ text }) => text.trimEnd().split('\n').length > 250 && !/^\/\*\*[\s\S]{0,600}?long because/i.test(text),
    );
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('every file opens with what it is for', () => {
    expect(files.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('imports only packages that package.json lists', () => {
    const listed = new Set(
      Object.keys(JSON.parse(readFileSync(path.join(SRC, '../package.json'), 'utf8')).dependencies),
    );
    const used = new Set(
      files.flatMap(packages).map(({ target }) =>
        target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    );
    expect(
      [...used].filter(
        (name) => !listed.has(name) && name !== 'mdast' && !name.startsWith('./') && !name.startsWith('.'),
      ),
    ).toEqual([]);
  });

  it('has no fixed sentence outside dialogs/texts', () => {
    // Lists of words a question is read by are no sentences: they open with a small letter, and nothing in them ends.
    const sentence =
      /['"`](?:\p{Lu}[\p{L}’']*(?: [\p{L}’',]+){2,}|[^'"`]*\p{Script=Arabic}(?: [\p{Script=Arabic}]+){2,}[.؟!])/u;
    const rooms = ['answering', 'conversation', 'focal-points', 'pages', 'safety', 'search', 'text', 'training'];
    const isDrawn = (name: string) => /^channels\/.*(?:page\/|render|reply-text|terminal\/)/.test(name);
    // An error's message and hint are for whoever runs Dalil; people are told what `errors` holds in their language.
    const forOperators = /message:|hint:|new (?:Range|Type)?Error\(|log\.|\.describe\(/;
    // What is said about the files of quizzes is for their authors, on the command line.
    const forAuthors = /^training\/(?:check|load)-quizzes\.ts$/;
    const spoken = files
      .filter(({ name }) => !forAuthors.test(name))
      .filter(({ name }) => isDrawn(name) || rooms.some((room) => inFolder(room)(name)))
      .flatMap(({ name, text }) =>
        text
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .split('\n')
          .map((line) => line.replace(/(?:^|\s)\/\/ .*$/, ''))
          .filter((line) => sentence.test(line) && !forOperators.test(line))
          .map((line) => `${name}: ${line.trim()}`),
      );
    expect(spoken).toEqual([]);
  });

  it('does not mention a golden question', async () => {
    const golden = await readGolden(path.join(SRC, '../knowledge/golden'));
    expect(golden.length).toBeGreaterThanOrEqual(3 * 150);
    const spoken = golden.filter(({ question }) => files.some(({ text }) => text.includes(question)));
    expect(spoken).toEqual([]);
  });
});
