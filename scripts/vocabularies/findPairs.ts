import { TokenKind } from '../../src/core/tokens/engine/vocabularyFile';
import type { SourceVocabulary } from './sourceVocabulary';

/** A token as the file holds it: its text, or the two ids that merge into it. */
export interface Entry {
  readonly kind: TokenKind;
  readonly text?: string;
  readonly left?: number;
  readonly right?: number;
}

const NONE: Entry = { kind: TokenKind.NONE };

/**
 * Finds the one pair of tokens whose merge gives each token.
 * Byte-pair encoding of a token's own text, stopped before its last step, leaves exactly the two parts that ever stand side
 * by side when that token is formed: so a table of these pairs merges every text as the full rules do.
 * @throws if a token would be formed before its parts, which the merge queue relies on never happening.
 */
export function findPairs(source: SourceVocabulary): Entry[] {
  const { tokens, literals = new Set(), fallback = new Map<number, number>() } = source;
  const idOf = new Map<string, number>();
  for (const [id, token] of tokens) if (!literals.has(id) || unitsOf(token).length === 1) idOf.set(token, id);
  const size = [...tokens.keys(), ...fallback.keys()].reduce((most, id) => Math.max(most, id), 0) + 1;
  const entries = Array.from({ length: size }, (): Entry => NONE);
  for (const [id, byte] of fallback) entries[id] = { kind: TokenKind.FALLBACK, text: String.fromCharCode(byte) };
  for (const [id, token] of tokens) {
    const units = unitsOf(token);
    if (literals.has(id)) entries[id] = { kind: TokenKind.LITERAL, text: token };
    else if (units.length === 1) entries[id] = { kind: TokenKind.UNIT, text: token };
    else entries[id] = mergedEntry(id, units, idOf, source.wholePieces);
  }
  return entries;
}

const unitsOf = (token: string): string[] => Array.from(token);

function mergedEntry(id: number, units: string[], idOf: ReadonlyMap<string, number>, wholePieces: boolean): Entry {
  const text = units.join('');
  const parts = mergeBelow(id, units, idOf);
  const [left, right] = parts.map((part) => idOf.get(part));
  if (parts.length !== 2 || left === undefined || right === undefined) {
    return wholePieces ? { kind: TokenKind.WHOLE, text } : NONE;
  }
  for (const [part, partId] of [
    [parts[0], left],
    [parts[1], right],
  ] as const) {
    if (unitsOf(part ?? '').length > 1 && partId > id)
      throw new Error(`Token ${id} is ranked before its part ${partId}.`);
  }
  return { kind: TokenKind.PAIR, left, right };
}

/** Byte-pair encoding without the merge into `id` itself. */
function mergeBelow(id: number, units: string[], idOf: ReadonlyMap<string, number>): string[] {
  const parts = [...units];
  for (;;) {
    let best = id;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const rank = idOf.get(`${parts[index]}${parts[index + 1]}`);
      if (rank !== undefined && rank < best) [best, at] = [rank, index];
    }
    if (at < 0) return parts;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
}
