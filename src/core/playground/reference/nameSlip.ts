import type { Catalog } from '../../catalog/catalog';
import { familyNames } from './knownNames';
import { nearFamilies, wantsOf } from './questionWords';
import type { Subject } from './knownNames';

/** The length of the shortest name that is compared. In a shorter one, one letter makes too many other words. */
const shortestName = 5;

/** Words and names that are one slip away from a family name. A test looks for more of them in a list of words. */
const otherWords = new Set(['clade', 'clause', 'lama', 'llava', 'mistal', 'mitral']);

/**
 * Finds the family whose name a question about maker, weights or strengths has with one slip in it. The question may
 * have no other unknown word, as an unwanted card is worse than none. `rest`: the words that are not question words.
 */
export function slippedFamily(text: string, rest: readonly string[], catalog: Catalog): Subject | undefined {
  const [word, ...others] = rest.filter((one) => !nearFamilies.has(one) && !factWords.has(one));
  const wants = wantsOf(text);
  if (word === undefined || others.length > 0 || otherWords.has(word)) return undefined;
  if (!wants.has('maker') && !wants.has('openness') && !wants.has('strengths')) return undefined;
  const near = catalog.families.flatMap((family) =>
    familyNames(family)
      .filter((name) => name.length >= shortestName && isOneSlip(word, name.toLowerCase()))
      .map((meant): Subject => ({ kind: 'family', family, meant })),
  );
  return near.length === 1 ? near[0] : undefined;
}

/** Words of questions about weights and strengths. */
const factWords = new Set(
  'weights advantages computer hardware laptop locally machine source well download downloads'.split(' '),
);

/**
 * Whether a word is a name with one slip: a letter lost, replaced, doubled or swapped with the next one. The first
 * letter has to be right, and the last one may not be lost or replaced, as people seldom miss these. Both words are in
 * lower case.
 */
export function isOneSlip(word: string, name: string): boolean {
  const { length } = name;
  if (word === name || word[0] !== name[0]) return false;
  // The index of the first letter that differs.
  const at = Array.from(name).findIndex((letter, i) => word[i] !== letter);
  if (word.length === length + 1) {
    const from = at < 0 ? length : at;
    return word[from] === name[from - 1] && word.slice(from + 1) === name.slice(from);
  }
  if (at < 1 || word.at(-1) !== name.at(-1)) return word.length === length && isSwapAtEnd(word, name, at);
  if (word.length === length - 1) return word.slice(at) === name.slice(at + 1);
  if (word.length !== length) return false;
  const isSwap = word[at] === name[at + 1] && word[at + 1] === name[at];
  return word.slice(at + (isSwap ? 2 : 1)) === name.slice(at + (isSwap ? 2 : 1));
}

const isSwapAtEnd = (word: string, name: string, at: number): boolean =>
  at === name.length - 2 && word[at] === name[at + 1] && word[at + 1] === name[at];
