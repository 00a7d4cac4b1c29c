import type { PocketModel } from '../pocket/pocketModel';
import type { Matrix } from './projection';

/** A word with the tokens that it is made of. */
export interface MappedWord {
  readonly word: string;
  readonly tokens: readonly number[];
  /** The reader's own, or the name of a term. */
  readonly isOwn: boolean;
}

export interface WordVectors extends Matrix {
  readonly words: readonly MappedWord[];
}

export interface Neighbour {
  /** Its place among the words. */
  readonly word: number;
  /** Cosine of the angle, from -1 to 1. */
  readonly similarity: number;
}

/** Words that a text has, each once, as they are written. */
export function wordsOfText(text: string, most: number): string[] {
  const words = new Map<string, string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)) {
    const key = word.toLowerCase();
    if (!words.has(key)) words.set(key, word);
  }
  return [...words.values()].slice(0, most);
}

/**
 * The embedding of each word: of a word of several tokens the mean of theirs, with the space that stands before a word in a
 * sentence. A word that comes twice is there once, as the reader's.
 */
export function wordVectors(model: PocketModel, own: readonly string[], terms: readonly string[]): WordVectors {
  const seen = new Set<string>();
  const words: MappedWord[] = [];
  for (const [index, word] of [...own, ...terms].entries()) {
    const key = word.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    words.push({ word, tokens: [...model.tokenizer.encode(` ${word}`)], isOwn: index < own.length });
  }
  const columns = model.network.shape.width;
  const values = new Float64Array(words.length * columns);
  for (const [row, { tokens }] of words.entries()) {
    for (const token of tokens) {
      for (let i = 0; i < columns; i++)
        values[row * columns + i]! += model.network.embedding[token * columns + i]! / tokens.length;
    }
  }
  return { words, rows: words.length, columns, values };
}

/** Cosine of the angle between two rows; 0 where one of them is all zeros. */
export function similarity({ columns, values }: Matrix, one: number, other: number): number {
  let [product, ones, others] = [0, 0, 0];
  for (let i = 0; i < columns; i++) {
    const a = values[one * columns + i]!;
    const b = values[other * columns + i]!;
    product += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? 0 : product / Math.sqrt(ones * others);
}

/** The rows that are most like `row`, the nearest first, without itself. */
export function nearest(matrix: Matrix, row: number, most: number): Neighbour[] {
  const all = Array.from({ length: matrix.rows }, (_, word) => ({ word, similarity: similarity(matrix, row, word) }));
  return all
    .filter(({ word }) => word !== row)
    .sort((a, b) => b.similarity - a.similarity || a.word - b.word)
    .slice(0, most);
}
