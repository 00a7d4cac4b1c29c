import type { Work } from '../base/work';
import * as v from 'valibot';

/**
 * The file of the model, which scripts/pocket/pocket_file.py writes, in little-endian order: magic, version, bytes of
 * the JSON, and checksum of all that follows these 16 bytes; then the JSON; then the sections at the places that it
 * names, each at a multiple of 4.
 */
const MAGIC = 0x54504641;
const VERSION = 1;
const HEADER_BYTES = 16;

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.multipleOf(4));

const shapeSchema = v.object({
  vocabulary: v.pipe(count(1 << 16), v.multipleOf(4)),
  width: v.pipe(count(4096), v.multipleOf(4)),
  layers: count(64),
  heads: count(64),
  kvHeads: count(64),
  feedForward: v.pipe(count(16_384), v.multipleOf(4)),
  /** Tokens of question and answer together. */
  window: count(8192),
  ropeBase: v.pipe(v.number(), v.minValue(1)),
  epsilon: v.pipe(v.number(), v.minValue(0)),
});

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const specialSchema = v.object({ bos: id, end: id, user: id, assistant: id });

const tensorSchema = v.object({
  rows: count(1 << 16),
  columns: count(1 << 16),
  at: place,
  scalesAt: v.optional(place),
});

const headSchema = v.object({
  shape: shapeSchema,
  special: specialSchema,
  vocabulary: v.object({ at: place, bytes: count(1 << 24) }),
  tensors: v.record(v.string(), tensorSchema),
});

/** The sizes of the network. `heads` are the query heads, `kvHeads` the heads of shared keys and values. */
export type Shape = v.InferOutput<typeof shapeSchema>;
/** Ids of the tokens that no text produces. */
export type SpecialTokens = v.InferOutput<typeof specialSchema>;
type Tensor = v.InferOutput<typeof tensorSchema>;

/** Thrown for a file that cannot be used: of another version, cut off or damaged. */
export class PocketFileError extends Error {
  override readonly name = 'PocketFileError';
}

export interface PocketFile {
  readonly shape: Shape;
  readonly special: SpecialTokens;
  /** A vocabulary file of core/tokens/engine. */
  readonly vocabulary: Uint8Array;
  /**
   * Returns the numbers of a tensor, row after row; yields between pieces. @throws PocketFileError where it is missing
   * or has another size.
   */
  tensor(name: string, rows: number, columns: number): Work<Float32Array>;
}

/**
 * Words of the checksum, or numbers of a tensor, between two yields. They take at most 2 ms, while the loop is still
 * interpreted.
 */
const PIECE = 64 * 1024;

/** Reads the head and checks the rest, and yields between pieces; tensors are unpacked on request. @throws PocketFileError */
export function* readPocketFile(file: Uint8Array): Work<PocketFile> {
  // Sections are read as words of 4 bytes, so they must begin at a multiple of 4 in memory, too.
  const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
  if (bytes.length < HEADER_BYTES || bytes.length % 4 !== 0) throw unusable('is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = (word: number): number => view.getUint32(word * 4, true);
  if (header(0) !== MAGIC || header(1) !== VERSION) throw unusable('is of another version of the extension');
  if (header(3) !== (yield* checksum(bytes.subarray(HEADER_BYTES)))) throw unusable('is damaged');
  const start = HEADER_BYTES + header(2);
  const head = readHead(bytes.subarray(HEADER_BYTES, start));
  const sections = bytes.subarray(start);
  const { at, bytes: length } = head.vocabulary;
  return {
    shape: head.shape,
    special: head.special,
    vocabulary: part(sections, at, length),
    *tensor(name, rows, columns) {
      const tensor = Object.hasOwn(head.tensors, name) ? head.tensors[name] : undefined;
      if (tensor?.rows !== rows || tensor.columns !== columns) throw unusable('is damaged');
      return yield* unpack(sections, tensor);
    },
  };
}

function readHead(json: Uint8Array): v.InferOutput<typeof headSchema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(json));
  } catch {
    throw unusable('is damaged');
  }
  const head = v.safeParse(headSchema, value);
  if (!head.success) throw unusable('is damaged');
  const { width, heads, kvHeads } = head.output.shape;
  if (width % (heads * 4) !== 0 || heads % kvHeads !== 0) throw unusable('is damaged');
  return head.output;
}

/** Unpacks a tensor: int8 times the scale of its row, or plain floats. */
function* unpack(sections: Uint8Array, { rows, columns, at, scalesAt }: Tensor): Work<Float32Array> {
  if (scalesAt === undefined) return floats(sections, at, rows * columns).slice();
  const packed = part(sections, at, rows * columns);
  const whole = new Int8Array(packed.buffer, packed.byteOffset, packed.length);
  const scales = floats(sections, scalesAt, rows);
  const numbers = new Float32Array(rows * columns);
  const most = Math.ceil(PIECE / columns);
  for (let row = 0; row < rows; row += most) {
    unpackRows(numbers, whole, scales, columns, row, Math.min(rows, row + most));
    yield;
  }
  return numbers;
}

function unpackRows(
  numbers: Float32Array,
  whole: Int8Array,
  scales: Float32Array,
  columns: number,
  from: number,
  to: number,
): void {
  for (let row = from, index = from * columns; row < to; row++) {
    const scale = scales[row]!;
    for (const end = index + columns; index < end; index++) numbers[index] = whole[index]! * scale;
  }
}

function floats(sections: Uint8Array, at: number, length: number): Float32Array {
  const bytes = part(sections, at, length * 4);
  return new Float32Array(bytes.buffer, bytes.byteOffset, length);
}

function part(sections: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length > sections.length) throw unusable('is cut off');
  return sections.subarray(at, at + length);
}

/** FNV-1a over words of 32 bits. */
function* checksum(bytes: Uint8Array): Work<number> {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < words.length; at += PIECE) {
    hash = hashWords(hash, words.subarray(at, at + PIECE));
    yield;
  }
  return hash >>> 0;
}

function hashWords(start: number, words: Int32Array): number {
  let hash = start;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words[at]!, 0x01000193);
  return hash;
}

function unusable(problem: string): PocketFileError {
  return new PocketFileError(`The file of the built-in model ${problem}. Install the extension again.`);
}
