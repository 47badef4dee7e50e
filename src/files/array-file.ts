/** Saves named lists of strings and number arrays in one file that is read back without parsing numbers. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import { DalilError } from '../errors.ts';

/** What a file can hold. Strings must not contain a line break. */
export type ArrayValue = Uint32Array | Float32Array | readonly string[];

const MAGIC = 'DALIL-ARRAYS-1\n';
const entry = z.object({
  name: z.string(),
  type: z.enum(['uint32', 'float32', 'strings']),
  /** Bytes from the start of the body; a multiple of four. */
  offset: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
});
const header = z.object({ sha256: z.string(), entries: z.array(entry) });

/** Of the content and of where each array stands in it. */
function checksum(entries: readonly z.infer<typeof entry>[], body: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(entries)).update(body).digest('hex');
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** Writes the arrays; the file carries a checksum of its content. Rejects when the disk does. */
export async function writeArrayFile(file: string, arrays: Record<string, ArrayValue>): Promise<void> {
  const parts: Buffer[] = [];
  const entries: z.infer<typeof entry>[] = [];
  let offset = 0;
  for (const [name, value] of Object.entries(arrays)) {
    const isNumbers = value instanceof Uint32Array || value instanceof Float32Array;
    const bytes = isNumbers
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : Buffer.from(value.join('\n'), 'utf8');
    const type = value instanceof Uint32Array ? 'uint32' : isNumbers ? 'float32' : 'strings';
    entries.push({ name, type, offset, bytes: bytes.length });
    parts.push(bytes, Buffer.alloc(padded(bytes.length) - bytes.length));
    offset += padded(bytes.length);
  }
  const body = Buffer.concat(parts);
  const sha256 = checksum(entries, body);
  const head = Buffer.from(JSON.stringify({ sha256, entries } satisfies z.infer<typeof header>), 'utf8');
  const lengths = Buffer.alloc(4);
  lengths.writeUInt32LE(head.length);
  await writeFile(file, Buffer.concat([Buffer.from(MAGIC), lengths, head, body]));
}

/** The arrays of one file, by name; asking for one that is missing or of another kind throws. */
export class ArrayFile {
  private readonly arrays: ReadonlyMap<string, ArrayValue>;
  private readonly file: string;

  constructor(file: string, arrays: ReadonlyMap<string, ArrayValue>) {
    this.file = file;
    this.arrays = arrays;
  }

  uint32(name: string): Uint32Array {
    const value = this.arrays.get(name);
    if (value instanceof Uint32Array) return value;
    throw damaged(this.file, `it has no numbers "${name}"`);
  }

  float32(name: string): Float32Array {
    const value = this.arrays.get(name);
    if (value instanceof Float32Array) return value;
    throw damaged(this.file, `it has no numbers "${name}"`);
  }

  strings(name: string): readonly string[] {
    const value = this.arrays.get(name);
    if (value && !(value instanceof Uint32Array) && !(value instanceof Float32Array)) return value;
    throw damaged(this.file, `it has no strings "${name}"`);
  }
}

function damaged(file: string, why: string, cause?: unknown): DalilError {
  return new DalilError({
    code: 'index-file-damaged',
    message: `The index file ${file} is damaged: ${why}.`,
    hint: 'Run `dalil knowledge refresh` to build the index again.',
    cause,
  });
}

function decode(body: Buffer, { type, offset, bytes }: z.infer<typeof entry>): ArrayValue {
  const slice = body.subarray(offset, offset + bytes);
  if (type === 'strings') return slice.length === 0 ? [] : slice.toString('utf8').split('\n');
  // A copy, because a typed array needs an aligned start and the file buffer has none.
  const aligned = new Uint8Array(slice).buffer;
  return type === 'uint32' ? new Uint32Array(aligned) : new Float32Array(aligned);
}

/**
 * Reads a file written by `writeArrayFile`. Throws `index-file-damaged` when it is cut short, changed or not such a
 * file. Lets other work run between arrays, so that loading a large index does not stop the server.
 */
export async function readArrayFile(file: string): Promise<ArrayFile> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw damaged(file, 'it cannot be read', cause);
  });
  const start = MAGIC.length + 4;
  if (bytes.length < start || bytes.subarray(0, MAGIC.length).toString() !== MAGIC)
    throw damaged(file, 'it is of another kind');
  const headEnd = start + bytes.readUInt32LE(MAGIC.length);
  const head = parseHeader(file, bytes.subarray(start, headEnd).toString('utf8'));
  const body = bytes.subarray(headEnd);
  await yieldToOthers();
  if (checksum(head.entries, body) !== head.sha256) throw damaged(file, 'its checksum does not match');
  const arrays = new Map<string, ArrayValue>();
  for (const item of head.entries) {
    arrays.set(item.name, decode(body, item));
    await yieldToOthers();
  }
  return new ArrayFile(file, arrays);
}

function parseHeader(file: string, json: string): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(json));
  } catch (cause) {
    throw damaged(file, 'its header cannot be read', cause);
  }
}
