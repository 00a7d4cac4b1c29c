// The vocabulary as steps from word to word, each phrase once.
import type { SenseTable } from '../../src/core/glossary/sense/senseTable';
import { WordScanner } from '../../src/core/glossary/sense/wordScanner';
import { bucketsOf, noEntry, startKey, stepKey } from '../../src/core/glossary/sense/senseTable';

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

interface Step {
  /** The words that lead here. */
  readonly words: string;
  entry: number;
  goesOn: boolean;
}

/** Numbers entries, and makes the steps that lead to them. */
export class VocabularyEntries {
  readonly names: string[] = [];
  private readonly steps = new Map<number, Step>();

  /** The number of an entry, new or not; -1 where it has no words. */
  add(written: string): number {
    const text = written.toLowerCase().trim();
    if (/^[^\p{L}\p{N}]*[\p{L}\p{N}][^\p{L}\p{N}]*$/u.test(text)) return -1; // A letter alone says nothing.
    const known = this.find(text);
    if (known >= 0) return known;
    let number = -1;
    for (const spelling of spellingsOf(text)) {
      const step = this.stepTo(spelling);
      if (!step || step.entry >= 0) continue;
      if (number < 0) number = this.names.push(text) - 1;
      step.entry = number;
    }
    return number;
  }

  find(written: string): number {
    let step: Step | undefined;
    let key = startKey;
    for (const hash of hashesOf(written.toLowerCase())) {
      key = stepKey(key, hash);
      step = this.steps.get(key);
      if (!step) return -1;
    }
    return step?.entry ?? -1;
  }

  /** @throws RangeError where there are more than a table can number */
  table(): Pick<SenseTable, 'keys' | 'buckets' | 'entries' | 'goesOn'> {
    if (this.names.length > noEntry) throw new RangeError(`${this.names.length} entries: a table numbers ${noEntry}`);
    const sorted = [...this.steps].sort(([one], [other]) => (one >>> 0) - (other >>> 0));
    const keys = Int32Array.from(sorted, ([key]) => key);
    return {
      ...{ keys, buckets: bucketsOf(keys) },
      entries: Uint16Array.from(sorted, ([, { entry }]) => (entry < 0 ? noEntry : entry)),
      goesOn: Uint8Array.from(sorted, ([, { goesOn }]) => (goesOn ? 1 : 0)),
    };
  }

  private stepTo(spelling: string): Step | undefined {
    let before: Step | undefined;
    let key = startKey;
    let words = '';
    for (const hash of hashesOf(spelling)) {
      key = stepKey(key, hash);
      words += `${hash} `;
      let step = this.steps.get(key);
      if (step && step.words !== words) throw new RangeError(`"${spelling}" has the key of other words`);
      if (!step) this.steps.set(key, (step = { words, entry: -1, goesOn: false }));
      if (before) before.goesOn = true;
      before = step;
    }
    return before;
  }
}
