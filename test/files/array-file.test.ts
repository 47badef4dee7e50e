/** Arrays in a file: what is read is what was written, or an error that says what to do. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DalilError } from '../../src/errors.ts';
import { readArrayFile, writeArrayFile } from '../../src/files/array-file.ts';
import { temporaryFolder } from '../fixtures/knowledge.ts';

let folder: string;
let remove: () => Promise<void>;
let file: string;

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  file = path.join(folder, 'arrays.bin');
});
afterAll(() => remove());

const damaged = { code: 'index-file-damaged' };
const EXAMPLE = {
  terms: ['victim', 'ضحية', ''],
  offsets: new Uint32Array([0, 1, 4_294_967_295]),
  weights: new Float32Array([0.5, -0, Number.POSITIVE_INFINITY]),
};

describe('an array file', () => {
  it('gives back what was written', async () => {
    await writeArrayFile(file, { ...EXAMPLE, none: [], empty: new Uint32Array(0), nothing: new Float32Array(0) });
    const arrays = await readArrayFile(file);
    expect(arrays.strings('terms')).toEqual(EXAMPLE.terms);
    expect(arrays.uint32('offsets')).toEqual(EXAMPLE.offsets);
    expect(arrays.float32('weights')).toEqual(EXAMPLE.weights);
    expect(arrays.strings('none')).toEqual([]);
    expect(arrays.uint32('empty')).toEqual(new Uint32Array(0));
    expect(arrays.float32('nothing')).toEqual(new Float32Array(0));
  });

  it('gives back any arrays', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const lines = fc.array(line).filter((all) => all.length !== 1 || all[0] !== '');
    const arrays = fc.record({ names: lines, ids: fc.uint32Array(), weights: fc.float32Array({ noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(arrays, async ({ names, ids, weights }) => {
        await writeArrayFile(file, { names, ids, weights });
        const read = await readArrayFile(file);
        expect(read.strings('names')).toEqual(names);
        expect(read.uint32('ids')).toEqual(ids);
        expect(read.float32('weights')).toEqual(weights);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps to the part of a buffer that an array shows', async () => {
    const whole = new Uint32Array([1, 2, 3, 4]);
    await writeArrayFile(file, { part: whole.subarray(1, 3) });
    expect((await readArrayFile(file)).uint32('part')).toEqual(new Uint32Array([2, 3]));
  });

  it('is damaged when an array is missing or of another kind', async () => {
    await writeArrayFile(file, EXAMPLE);
    const arrays = await readArrayFile(file);
    const asks = [
      () => arrays.strings('offsets'),
      () => arrays.uint32('weights'),
      () => arrays.float32('terms'),
      () => arrays.uint32('unknown'),
      () => arrays.strings('constructor'),
    ];
    for (const ask of asks) expect(ask).toThrow(DalilError);
  });

  it('is damaged when it is cut short anywhere', async () => {
    await writeArrayFile(file, EXAMPLE);
    const whole = await readFile(file);
    const cut = path.join(folder, 'cut.bin');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
        await writeFile(cut, whole.subarray(0, length));
        await expect(readArrayFile(cut)).rejects.toMatchObject(damaged);
      }),
    );
  });

  it('is damaged when a bit of its content changes', async () => {
    const content = Uint32Array.from({ length: 64 }, (_, n) => n * 7_919);
    await writeArrayFile(file, { content });
    const whole = await readFile(file);
    const flipped = path.join(folder, 'flipped.bin');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: content.byteLength - 1 }), fc.nat({ max: 7 }), async (fromEnd, bit) => {
        const bytes = Buffer.from(whole);
        const at = bytes.length - 1 - fromEnd;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
        await writeFile(flipped, bytes);
        await expect(readArrayFile(flipped)).rejects.toMatchObject(damaged);
      }),
    );
  });

  it.each([
    ['empty', ''],
    ['of another kind', 'PK\u0003\u0004 something else entirely'],
    ['only the beginning of one', 'DALIL-ARRAYS-1\n'],
  ])('is damaged when it is %s', async (_name, content) => {
    const other = path.join(folder, 'other.bin');
    await writeFile(other, content);
    await expect(readArrayFile(other)).rejects.toMatchObject(damaged);
  });

  it('is damaged when it is not there, and says which file and what to do', async () => {
    const missing = path.join(folder, 'missing.bin');
    await expect(readArrayFile(missing)).rejects.toMatchObject({
      ...damaged,
      message: expect.stringContaining(missing),
      hint: expect.stringContaining('dalil knowledge refresh'),
      cause: expect.objectContaining({ code: 'ENOENT' }),
    });
  });

  it('is not written where the disk refuses', async () => {
    await expect(writeArrayFile(path.join(folder, 'no-such-folder', 'a.bin'), EXAMPLE)).rejects.toThrow('ENOENT');
  });
});
