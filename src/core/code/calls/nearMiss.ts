import { addTo } from '../../base/maps';
import type { ModelNames } from '../../catalog/names/modelNames';
import { makerOf } from '../../catalog/names/services';
import type { Service } from '../../catalog/names/services';
import type { RegionText } from '../../text/regions/regionText';
import type { CodeCall } from './calls';
import { expectedModels } from './expects';
import type { ExpectedModel } from './expects';

// Tells whether an unknown id is a slip of a known one. A model that is newer than our tables is no slip: only
// separators, or one letter of the first word, may differ. Versions, dates and what follows are compared as they are.

/** The parts of an id. */
interface Parts {
  /** `claude` in `claude-opus-4-8`. */
  readonly first: string;
  /** The rest behind it: letters run together, numbers apart. */
  readonly rest: string;
  /** The numbers of the id, with the separators between them. */
  readonly numbers: string;
}

export type NearMissIndex = ReturnType<typeof createNearMissIndex>;

const shortestId = 4;

/** @param ids in the order in which they are preferred */
export function createNearMissIndex(ids: Iterable<string>) {
  const bySqueezed = new Map<string, string[]>();
  const byRest = new Map<string, { readonly first: string; readonly id: string }[]>();
  const firstWords = new Set<string>();
  const known = new Set<string>();
  for (const id of ids) {
    const key = id.toLowerCase();
    // Paths and forms of hosts have spellings of their own.
    if (known.has(key) || /[/:@]/.test(id) || id.length < shortestId) continue;
    known.add(key);
    const { first, rest } = partsOf(key);
    if (rest === '') continue;
    firstWords.add(first);
    addTo(bySqueezed, squeezed(key), id);
    addTo(byRest, rest, { first, id });
  }

  return {
    /**
     * Finds the known id that `written` is a slip of. `isMakersOwn`: the id goes to the API of the maker. Hosts and
     * editors write versions with separators of their own, as in claude-opus-4.8.
     */
    find(written: string, isMakersOwn: boolean): string | undefined {
      const text = written.toLowerCase();
      if (known.has(text) || /[/:@]/.test(text)) return undefined;
      const own = partsOf(text);
      const bySeparators = bySqueezed
        .get(squeezed(text))
        ?.find((id) => isMakersOwn || partsOf(id.toLowerCase()).numbers === own.numbers);
      if (bySeparators !== undefined) return bySeparators;
      // A first word that is right names something else.
      if (firstWords.has(own.first)) return undefined;
      return byRest
        .get(own.rest)
        ?.find(({ first, id }) => isSlip(own.first, first) && partsOf(id.toLowerCase()).numbers === own.numbers)?.id;
    },
  };
}

/** Writes an id without separators: `gpt 4 omini` for `gpt-4o-mini` and `gpt4omini`. Numbers stay apart: 4-1 is no 41. */
const squeezed = (id: string): string =>
  (id.match(/[a-z]+(?:[^a-z0-9]+[a-z]+)*|\d+/g) ?? []).map((part) => part.replace(/[^a-z0-9]/g, '')).join(' ');

function partsOf(id: string): Parts {
  const first = /^[a-z]*/.exec(id)?.[0] ?? '';
  const rest = id.slice(first.length);
  return { first, rest: squeezed(rest), numbers: (id.match(/\d[\d._-]*\d|\d/g) ?? []).join(' ') };
}

const shortestWord = 3;
/** Letters of a word in which one may be replaced, at least. In a shorter word that may give the word of another maker. */
const shortestReplaced = 6;

/** Whether one letter of a word is dropped, doubled, added or replaced, or two are swapped. */
function isSlip(written: string, word: string): boolean {
  if (word.length < shortestWord || Math.abs(written.length - word.length) > 1 || written === word) return false;
  let from = 0;
  while (from < word.length && written[from] === word[from]) from++;
  const left = written.slice(from);
  const right = word.slice(from);
  if (left.length < right.length) return left === right.slice(1);
  if (left.length > right.length) return left.slice(1) === right;
  const isSwap = left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0];
  return isSwap || (word.length >= shortestReplaced && left.slice(1) === right.slice(1));
}

/** An unknown id where a model is expected, and the one that is probably meant. */
export interface NearMiss {
  readonly expected: ExpectedModel;
  readonly id: string;
}

/** Services whose models have names of their own, or names that the owner of a deployment chose. */
const withOwnNames = new Set<Service>(['azure', 'bedrock', 'groq', 'openrouter', 'other', 'local']);

/**
 * Finds slips in the ids that the calls of a text and config name. None are found where the address is the user's own,
 * or a host has names of its own. Undefined: the text was changed meanwhile.
 */
export async function findNearMisses(
  source: RegionText,
  names: ModelNames,
  index: NearMissIndex,
  calls: readonly CodeCall[],
): Promise<NearMiss[] | undefined> {
  const places = await expectedModels(source, calls);
  if (!places) return undefined;
  const found: NearMiss[] = [];
  for (const expected of places) {
    // A file may hold thousands of calls.
    await source.breathe();
    const id = meantBy(expected, names, index);
    if (id !== undefined) found.push({ expected, id });
  }
  return found;
}

function meantBy(expected: ExpectedModel, names: ModelNames, index: NearMissIndex): string | undefined {
  const { written, service, isDeployment } = expected;
  if (isDeployment || (service && withOwnNames.has(service))) return undefined;
  if (names.find(written)) return undefined;
  return index.find(written, makerOf(service) !== undefined);
}
