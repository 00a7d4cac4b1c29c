import { maxSettingText } from './labPlace';
import type { PocketModel } from '../pocket/pocketModel';
import type { Matrix } from './projection';

/** A word with the tokens that it is made of. */
interface MappedWord {
  readonly word: string;
  readonly tokens: readonly number[];
  /** The reader's own, not only the name of a term. */
  readonly isOwn: boolean;
}

/** A row for each word, of length 1: the product of two rows is the cosine of the angle between them. */
export interface WordVectors extends Matrix {
  readonly words: readonly MappedWord[];
}

export interface Neighbour {
  /** Its place among the words. */
  readonly word: number;
  /** Cosine of the angle, from -1 to 1. */
  readonly similarity: number;
}

/** Words that a text has, each once, as they are written first. What is longer than any word is left out: no setting could name it. */
export function wordsOfText(text: string, most: number): string[] {
  const words = new Map<string, string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)) {
    const key = word.toLowerCase();
    if (!words.has(key) && word.length <= maxSettingText) words.set(key, word);
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
  const { embedding, shape } = model.network;
  const columns = shape.width;
  const values = new Float64Array(words.length * columns);
  for (const [row, { tokens }] of words.entries()) {
    const vector = values.subarray(row * columns, (row + 1) * columns);
    for (const token of tokens) for (let i = 0; i < columns; i++) vector[i]! += embedding[token * columns + i]!;
    const length = Math.hypot(...vector);
    if (length > 0) for (let i = 0; i < columns; i++) vector[i]! /= length;
  }
  return { words, rows: words.length, columns, values };
}

/** Cosine of the angle between two rows. */
export function similarity({ columns, values }: WordVectors, one: number, other: number): number {
  let product = 0;
  for (let i = 0; i < columns; i++) product += values[one * columns + i]! * values[other * columns + i]!;
  return product;
}

/** All other rows, the most alike first. */
export function neighbours(vectors: WordVectors, row: number): Neighbour[] {
  return Array.from({ length: vectors.rows }, (_, word) => ({ word, similarity: similarity(vectors, row, word) }))
    .filter(({ word }) => word !== row)
    .sort((a, b) => b.similarity - a.similarity || a.word - b.word);
}
