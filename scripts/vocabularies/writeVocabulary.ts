import {
  HEADER_BYTES,
  TokenKind,
  VOCABULARY_MAGIC,
  VOCABULARY_VERSION,
  vocabularyChecksum,
} from '../../src/core/tokens/engine/vocabularyFile';
import { LENGTH_MASK } from '../../src/core/tokens/engine/vocabulary';
import type { Entry } from './findPairs';

/** The bytes of a vocabulary file; the layout stands in vocabularyFile.ts. */
export function writeVocabulary(unit: 'byte' | 'codePoint', entries: readonly Entry[]): Buffer {
  const runs = kindRuns(entries);
  const texts = entries
    .filter(({ kind }) => kind !== TokenKind.NONE && kind !== TokenKind.PAIR)
    .map((entry) => textOf(unit, entry));
  const pairs = entries.filter(({ kind }) => kind === TokenKind.PAIR);
  const textBytes = Buffer.concat(texts);
  checkLengths(unit, entries);
  const header = Buffer.alloc(HEADER_BYTES);
  const words = [VOCABULARY_MAGIC, VOCABULARY_VERSION, unit === 'byte' ? 0 : 1, entries.length];
  words.push(runs.length, texts.length, textBytes.length, pairs.length);
  words.forEach((word, index) => header.writeUInt32LE(word, index * 4));
  const file = Buffer.concat([
    header,
    Buffer.from(new Uint32Array(runs).buffer),
    Uint8Array.from(texts, ({ length }) => oneByte(length)),
    textBytes,
    ...[0, 8, 16].map((shift) => Uint8Array.from(pairs, ({ left = 0 }) => left >>> shift)),
    ...[0, 8, 16].map((shift) => Uint8Array.from(pairs, ({ right = 0 }) => right >>> shift)),
  ]);
  file.writeUInt32LE(vocabularyChecksum(file), HEADER_BYTES - 4);
  return file;
}

function textOf(unit: 'byte' | 'codePoint', { kind, text = '' }: Entry): Buffer {
  return Buffer.from(text, unit === 'byte' || kind === TokenKind.FALLBACK ? 'latin1' : 'utf8');
}

function checkLengths(unit: 'byte' | 'codePoint', entries: readonly Entry[]): void {
  const lengths = entries.map((entry) => (entry.kind === TokenKind.PAIR ? 0 : textOf(unit, entry).length));
  entries.forEach(({ kind, left = 0, right = 0 }, id) => {
    if (kind === TokenKind.PAIR) lengths[id] = (lengths[left] ?? 0) + (lengths[right] ?? 0);
  });
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > LENGTH_MASK) throw new Error(`A token has ${longest} bytes: the tables hold ${LENGTH_MASK} at most.`);
}

function kindRuns(entries: readonly Entry[]): number[] {
  const runs: number[] = [];
  for (let start = 0; start < entries.length;) {
    const kind = entries[start]?.kind ?? TokenKind.NONE;
    let end = start;
    while (entries[end]?.kind === kind) end++;
    runs.push(kind | ((end - start) << 3));
    start = end;
  }
  return runs;
}

function oneByte(length: number): number {
  if (length > 255) throw new Error(`A token that is not a pair has ${length} bytes: the file holds 255 at most.`);
  return length;
}
