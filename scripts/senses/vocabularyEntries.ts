// The vocabulary as steps from word to word, each phrase once.
import { WordScanner } from '../../src/core/glossary/sense/wordScanner';
import { stepKey } from '../../src/core/glossary/sense/senseTable';

/** The hashes of the words of an entry. */
export function hashesOf(entry: string): number[] {
  const hashes: number[] = [];
  const scanner = new WordScanner(entry, {
    word: (_start, _end, hash) => hashes.push(hash),
    name: () => undefined,
  });
  scanner.readTo(entry.length);
  return hashes;
}

/** The plurals that are not made by an s alone. */
function spellingsOf(entry: string): string[] {
  if (/(?:ch|sh|x|z|ss)$/.test(entry)) return [entry, `${entry}es`];
  if (/[^aeiou]y$/.test(entry)) return [entry, `${entry.slice(0, -1)}ies`];
  return [entry];
}

/** Numbers entries, and the steps that lead to them. */
export class VocabularyEntries {
  readonly names: string[] = [];
  private readonly byKey = new Map<number, number>();
  readonly keys: number[] = [];
  readonly entries: number[] = [];
  readonly goesOn: (0 | 1)[] = [0];

  /** The number of an entry, new or not; -1 where it has no words. */
  add(written: string): number {
    const text = written.toLowerCase().trim();
    if (/^[^\p{L}\p{N}]*[\p{L}\p{N}][^\p{L}\p{N}]*$/u.test(text)) return -1; // A letter alone says nothing.
    const known = this.find(text);
    if (known >= 0) return known;
    let number = -1;
    for (const spelling of spellingsOf(text)) {
      const step = this.stepTo(hashesOf(spelling));
      if (step === 0) continue;
      if (this.entries[step - 1] === -1) {
        if (number < 0) number = this.names.push(text) - 1;
        this.entries[step - 1] = number;
      }
    }
    return number;
  }

  find(written: string): number {
    let step = 0;
    const hashes = hashesOf(written.toLowerCase());
    for (const hash of hashes) {
      step = this.byKey.get(stepKey(step, hash)) ?? 0;
      if (step === 0) return -1;
    }
    return step === 0 ? -1 : this.entries[step - 1]!;
  }

  private stepTo(hashes: readonly number[]): number {
    let step = 0;
    hashes.forEach((hash) => {
      const key = stepKey(step, hash);
      let next = this.byKey.get(key);
      if (next === undefined) {
        next = this.keys.push(key);
        this.byKey.set(key, next);
        this.entries.push(-1);
        this.goesOn.push(0);
      }
      if (step > 0) this.goesOn[step] = 1;
      step = next;
    });
    return step;
  }
}
