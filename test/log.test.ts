/** The log: JSON lines without people's words, addresses or secrets, and errors without their messages. */
import { describe, expect, it } from 'vitest';
import { DalilError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';

const SECRET = 'Amal-98123456';

/** A logger and the lines it wrote, as they were written. */
function capture(level = 'info') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  return { log, lines, parsed: (): unknown[] => lines.map((line) => JSON.parse(line)) };
}

describe('the log', () => {
  it('writes one JSON object a line, with level, time and message', () => {
    const { log, lines, parsed } = capture();
    log.info({ channel: 'web', milliseconds: 12 }, 'Turn answered');
    log.warn({ code: 'slow' }, 'Two\nlines');
    expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/u),
        channel: 'web',
        milliseconds: 12,
        msg: 'Turn answered',
      },
      { level: 'warn', time: expect.any(String), code: 'slow', msg: 'Two\nlines' },
    ]);
  });

  it('writes what its level asks for', () => {
    const { log, parsed } = capture('warn');
    log.info({}, 'no');
    log.error({}, 'yes');
    expect(parsed()).toMatchObject([{ msg: 'yes' }]);
    const silent = capture('silent');
    silent.log.error({}, 'no');
    expect(silent.lines).toEqual([]);
  });

  it.each(['text', 'question', 'name', 'phone', 'email', 'personId', 'authorization', 'password', 'token'])(
    'never holds the value of "%s", at the top or one level down',
    (field) => {
      const { log, lines, parsed } = capture();
      log.info({ [field]: SECRET, incoming: { [field]: SECRET, kind: 'text' } }, 'x');
      log.error({ [field]: { deep: SECRET } }, 'x');
      expect(lines.join('')).not.toContain(SECRET);
      expect(parsed()).toMatchObject([
        { [field]: '[redacted]', incoming: { [field]: '[redacted]', kind: 'text' } },
        { [field]: '[redacted]' },
      ]);
    },
  );
});

describe('an error in the log', () => {
  it.each(['error', 'err', 'cause'])('as "%s" has its code, kind, place and the code of its cause', (field) => {
    const { log, lines, parsed } = capture();
    const system = Object.assign(new RangeError(`no file for ${SECRET}`), { code: 'ENOENT' });
    const error = new DalilError({ code: 'not-read', message: `Cannot read ${SECRET}`, hint: SECRET, cause: system });
    log.error({ [field]: error }, 'Failed');
    expect(parsed()).toMatchObject([
      {
        [field]: {
          code: 'not-read',
          kind: 'DalilError',
          stack: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts/u)]),
          cause: { code: 'ENOENT', kind: 'RangeError' },
        },
      },
    ]);
    expect(lines.join('')).not.toContain(SECRET);
  });

  it('that is no error is named by its type only', () => {
    const { log, lines, parsed } = capture();
    log.error({ error: SECRET }, 'Failed');
    log.error({ error: new Error('x', { cause: SECRET }) }, 'Failed');
    expect(parsed()).toMatchObject([
      { error: { code: 'unexpected', kind: 'string' } },
      { error: { code: 'unexpected', kind: 'Error', cause: { kind: 'string' } } },
    ]);
    expect(lines.join('')).not.toContain(SECRET);
  });
});
