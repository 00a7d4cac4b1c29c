import { maxSettingText } from './labPlace';
import type { PocketModel } from '../pocket/pocketModel';
import type { Matrix } from './projection';

/** A word with the tokens that it is made of. */
interface MappedWord {
  readonly word: string;
  readonly tokens: readonly number[];
  /** Whether the word is the reader's own, and not only the name of a term. */
  readonly isOwn: boolean;
}

/** A row for each word, of length 1: the product of two rows is the cosine of the angle between them. */
export interface WordVectors extends Matrix {
  readonly words: readonly MappedWord[];
}

export interface Neighbour {
  /** The index of the neighbour among the words. */
  readonly word: number;
  /** Cosine of the angle, from -1 to 1. */
  readonly similarity: number;
}

/**
 * Returns the words of a text, each once, as they are first written. Words that are too long for a setting to name are
 * left out.
 */
export function wordsOfText(text: string, most: number): string[] {
  const words = new Map<string, string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)) {
    const key = word.toLowerCase();
    if (!words.has(key) && word.length <= maxSettingText) words.set(key, word);
  }
  return [...words.values()].slice(0, most);
}

/**
 * Returns the embedding of each word, with the space that stands before a word in a sentence. For a word of several tokens it
 * is the mean of theirs. A word that comes twice is there once, as the reader's own.
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

/** Returns all other rows, the most similar first. */
export function neighbours(vectors: WordVectors, row: number): Neighbour[] {
  return Array.from({ length: vectors.rows }, (_, word) => ({ word, similarity: similarity(vectors, row, word) }))
    .filter(({ word }) => word !== row)
    .sort((a, b) => b.similarity - a.similarity || a.word - b.word);
}
