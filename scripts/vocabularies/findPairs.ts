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
 * Byte-pair encoding of a token's own text leaves, before its last step, exactly the two parts that ever stand side by side when
 * that token is formed: so a table of these pairs merges every text as the full rules do. In some vocabularies (Llama 3) a part
 * may be ranked after the token.
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
    else entries[id] = mergedEntry(units, idOf, source.wholePieces);
  }
  return entries;
}

const unitsOf = (token: string): string[] => Array.from(token);

function mergedEntry(units: string[], idOf: ReadonlyMap<string, number>, wholePieces: boolean): Entry {
  const parts = lastParts(units, idOf);
  const [left, right] = (parts ?? []).map((part) => idOf.get(part));
  if (left !== undefined && right !== undefined) return { kind: TokenKind.PAIR, left, right };
  return wholePieces ? { kind: TokenKind.WHOLE, text: units.join('') } : NONE;
}

/** The two parts that byte-pair encoding of a token merges last; nothing where it does not end in one token. */
function lastParts(units: string[], idOf: ReadonlyMap<string, number>): string[] | undefined {
  const parts = [...units];
  for (;;) {
    let best = Infinity;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const rank = idOf.get(`${parts[index]}${parts[index + 1]}`);
      if (rank !== undefined && rank < best) [best, at] = [rank, index];
    }
    if (at < 0) return undefined;
    if (parts.length === 2) return parts;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
}
