import type { Vocabulary } from './vocabulary';

/** Which bytes stand side by side in some token: where two do not, no merge reaches across. 64 KB. */
export function bytePairs(vocabulary: Vocabulary): Uint8Array {
  const { idCount, left, right } = vocabulary;
  const pairs = new Uint8Array(1 << 16);
  const first = new Uint8Array(idCount);
  const last = new Uint8Array(idCount);
  for (const { id } of vocabulary.textTokens) {
    const bytes = vocabulary.tokenText(id);
    first[id] = bytes[0]!;
    last[id] = bytes.at(-1)!;
  }
  for (let id = 0; id < idCount; id++) {
    if (left[id]! < 0) continue;
    first[id] = first[left[id]!]!;
    last[id] = last[right[id]!]!;
    pairs[(last[left[id]!]! << 8) | first[right[id]!]!] = 1;
  }
  return pairs;
}
