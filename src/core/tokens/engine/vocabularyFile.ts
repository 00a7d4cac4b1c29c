/**
 * The file of a vocabulary, little-endian:
 * - header, 9 words of 32 bits: magic, version, unit, number of ids, of runs, of texts, of text bytes, of pairs, checksum of
 *   what follows;
 * - runs: one word each, kind | length << 3, which say the kind of each id in order;
 * - texts: the lengths (one byte each), then the bytes, of the ids that are not pairs;
 * - pairs: the two ids that merge into each pair, in six planes (low, middle, high byte of the left, then of the right id),
 *   which deflate a quarter smaller than the tokens themselves and make every other table cheap to build.
 */
export const VOCABULARY_MAGIC = 0x56474641;
export const VOCABULARY_VERSION = 3;
export const HEADER_BYTES = 36;

export const TokenKind = {
  /** A special token or a hole: no plain text produces it. */
  NONE: 0,
  /** A unit that merging starts from: a byte, or a code point. */
  UNIT: 1,
  /** The merge of two tokens; its id is its rank. */
  PAIR: 2,
  /** A text that is taken out before anything else (user-defined symbols of SentencePiece). */
  LITERAL: 3,
  /** A token that no sequence of merges reaches: only a whole piece becomes it. */
  WHOLE: 4,
  /** One byte of a character that the vocabulary lacks (byte fallback of SentencePiece). */
  FALLBACK: 5,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** The sections of a vocabulary file, as they stand in it. */
export interface VocabularySections {
  /** The unit that merging starts from. */
  readonly unit: 'byte' | 'codePoint';
  readonly idCount: number;
  /** kind | length << 3. */
  readonly runs: Uint32Array;
  readonly textLengths: Uint8Array;
  readonly texts: Uint8Array;
  readonly pairCount: number;
  readonly pairPlanes: Uint8Array;
}

/** A vocabulary file that cannot be used: of another version, cut off or damaged. */
export class VocabularyFileError extends Error {
  override readonly name = 'VocabularyFileError';
}

export function vocabularyChecksum(file: Uint8Array): number {
  const content = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
  const words = new Int32Array(content.buffer, content.byteOffset, content.length >>> 2);
  let hash = file.length;
  for (let at = HEADER_BYTES >>> 2; at < words.length; at++) hash = Math.imul(hash ^ words[at]!, 0x01000193);
  for (let at = words.length * 4; at < file.length; at++) hash = Math.imul(hash ^ file[at]!, 0x01000193);
  return hash >>> 0;
}

/** @throws VocabularyFileError */
export function readVocabularyFile(file: Uint8Array): VocabularySections {
  if (file.length < HEADER_BYTES) throw unusable('is cut off');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const header = (index: number): number => view.getUint32(index * 4, true);
  if (header(0) !== VOCABULARY_MAGIC || header(1) !== VOCABULARY_VERSION) {
    throw unusable('is of another version of the extension');
  }
  const lengthsAt = HEADER_BYTES + header(4) * 4;
  const textsAt = lengthsAt + header(5);
  const pairsAt = textsAt + header(6);
  if (file.length !== pairsAt + header(7) * 6 || header(8) !== vocabularyChecksum(file)) throw unusable('is damaged');
  return {
    unit: header(2) === 0 ? 'byte' : 'codePoint',
    idCount: header(3),
    runs: Uint32Array.from({ length: header(4) }, (_, run) => view.getUint32(HEADER_BYTES + run * 4, true)),
    textLengths: file.subarray(lengthsAt, textsAt),
    texts: file.subarray(textsAt, pairsAt),
    pairCount: header(7),
    pairPlanes: file.subarray(pairsAt),
  };
}

function unusable(problem: string): VocabularyFileError {
  return new VocabularyFileError(`The vocabulary file ${problem}. Install the extension again.`);
}
