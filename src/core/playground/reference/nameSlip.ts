import type { Catalog } from '../../catalog/catalog';
import { familyNames } from './knownNames';
import { nearFamilies, wantsOf } from './questionWords';
import type { Subject } from './knownNames';

/** In a shorter name one letter makes too many other words. */
const shortestName = 5;

/** One slip away from a name of ours, and words or names themselves. A test asks a list of words for more. */
const otherWords = new Set(['clade', 'clause', 'lama', 'llava', 'mistal', 'mitral']);

/**
 * The family whose name a question about maker, weights or strengths has with one slip in it, and nothing besides that is not
 * known: a card that nobody asked for is worse than none. `rest`: the words that no question is made of.
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

/** They stand in questions about weights and strengths. */
const factWords = new Set(
  'weights advantages computer hardware laptop locally machine source well download downloads'.split(' '),
);

/**
 * A letter lost, replaced or changed with the next one, but neither the first nor the last, which people seldom miss; or one
 * doubled. Both words are in small letters.
 */
export function isOneSlip(word: string, name: string): boolean {
  const { length } = name;
  if (word === name || word[0] !== name[0]) return false;
  // The first letter in which they part.
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
