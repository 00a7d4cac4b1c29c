import type { LabSettings } from '../../../../core/lab/labPlace';
import type { Work } from '../../../../core/base/work';
import { onPlane, principalPlane } from '../../../../core/lab/projection';
import { neighbours, similarity, wordVectors, wordsOfText } from '../../../../core/lab/wordVectors';
import type { Neighbour, WordVectors } from '../../../../core/lab/wordVectors';
import type { PocketModel } from '../../../../core/pocket/pocketModel';

export interface EmbeddingsSettings {
  readonly [name: string]: string;
  /** A word on the map. If it is not there, the reader's first word that is not short is taken. */
  readonly word: string;
  /** The word that the first is compared with. If it is not there, the nearest neighbour is taken. */
  readonly other: string;
}

/** The most words of the reader on the map; more would hide it. */
const maxOwn = 40;

export interface EmbeddingsRead extends WordVectors {
  /** x and y of each word from 0 to 1, y downwards. */
  readonly places: Float64Array;
  /** Share of what tells the words apart that the map shows, from 0 to 1. */
  readonly share: number;
}

/**
 * Returns the words with their places. The plane depends on the terms alone, so they keep their places relative to each
 * other while the reader writes, and only the scale changes.
 * Yields after small steps.
 */
export function* readWords(model: PocketModel, text: string, terms: readonly string[]): Work<EmbeddingsRead> {
  const vectors = wordVectors(model, wordsOfText(text, maxOwn), terms);
  yield;
  const fixed = wordVectors(model, [], terms);
  yield;
  const plane = yield* principalPlane(fixed.rows > 2 ? fixed : vectors);
  const places = toUnit(onPlane(vectors, plane));
  return { ...vectors, places, share: plane.shares[0] + plane.shares[1] };
}

/** Scales each direction to the range from 0 to 1. */
function toUnit(points: Float64Array): Float64Array {
  const out = new Float64Array(points.length);
  for (const axis of [0, 1]) {
    const values = points.filter((_, i) => i % 2 === axis);
    const least = Math.min(...values);
    const range = Math.max(...values) - least || 1;
    for (const [i, value] of values.entries()) {
      const unit = (value - least) / range;
      out[i * 2 + axis] = axis === 0 ? unit : 1 - unit;
    }
  }
  return out;
}

/** The two words that are compared, and the neighbours of the first. */
export interface ComparedWords {
  readonly word: number;
  readonly other: number;
  readonly similarity: number;
  readonly nearest: readonly Neighbour[];
}

/** Returns the compared words. It never throws, as there is always a word: see `read` of the station. */
export function compared(read: EmbeddingsRead, settings: EmbeddingsSettings): ComparedWords {
  const found = indexOf(read, settings.word);
  const word = found < 0 ? firstLong(read) : found;
  const nearest = neighbours(read, word);
  const given = indexOf(read, settings.other);
  const other = given < 0 || given === word ? (nearest[0]?.word ?? word) : given;
  return { word, other, similarity: similarity(read, word, other), nearest };
}

/** Returns the index of the reader's first word that is no article or the like, or 0 if there is none. */
const firstLong = ({ words }: WordVectors): number =>
  Math.max(
    0,
    words.findIndex(({ word, isOwn }) => isOwn && word.length > 3),
  );

const indexOf = ({ words }: WordVectors, wanted: string): number =>
  words.findIndex(({ word }) => word.toLowerCase() === wanted.toLowerCase());

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const directions: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Returns the nearest word on the map in a direction, less than 45° away from it, or the same word if there is none. */
export function wordTowards({ words, places }: EmbeddingsRead, from: number, direction: Direction): number {
  const [dx, dy] = directions[direction];
  let [best, bestDistance] = [from, Infinity];
  for (let i = 0; i < words.length; i++) {
    const [x, y] = [places[i * 2]! - places[from * 2]!, places[i * 2 + 1]! - places[from * 2 + 1]!];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const distance = Math.hypot(x, y);
    if (ahead > 0 && aside <= ahead && distance < bestDistance) [best, bestDistance] = [i, distance];
  }
  return best;
}

/** Handles keys: arrow keys go from word to word, and with Shift they move the word that is compared with it. */
export function afterKey(key: string, read: EmbeddingsRead, settings: EmbeddingsSettings): LabSettings | undefined {
  const name = key.replace(/^Shift\+/, '');
  if (!isDirection(name)) return undefined;
  const { word, other } = compared(read, settings);
  const movesOther = name !== key;
  const { word: next } = read.words[wordTowards(read, movesOther ? other : word, name)]!;
  return movesOther ? { word: read.words[word]!.word, other: next } : { word: next };
}

const isDirection = (key: string): key is Direction => Object.hasOwn(directions, key);
