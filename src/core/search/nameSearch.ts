import uFuzzy from '@leeoniya/ufuzzy';
import { formKey } from '../glossary/find/splitWords';

/**
 * Largest number of UTF-16 code units of a query that are searched for. A longer query is a text that was pasted by
 * mistake.
 */
const maxQueryLength = 500;

/** Something that is searched for by its names: `names[0]` is the one that is shown. */
export interface Searchable {
  readonly names: readonly string[];
  /** Words about it, searched when no name fits. */
  readonly text?: string;
}

/** How well a name fits what was typed, the best first. `other…` stands for a name that is not shown. */
const fits = [
  'is',
  'almostIs',
  'begins',
  'otherBegins',
  'ends',
  'word',
  'otherWord',
  'inside',
  'slip',
  'text',
  'part',
] as const;
type Fit = (typeof fits)[number];

export const rankOf = (fit: Fit): number => fits.indexOf(fit);

export interface NameHit<T> {
  readonly item: T;
  readonly fit: Fit;
}

/**
 * Finds things by what people type of their names, the best fit first. The words may be in any order, may be only
 * begun, and may have one slip each. A slip counts only where nothing is written as typed, and the middle of a word
 * only where no word begins so. Numbers have no slips: 4.5 is not 4.6. Where no name fits, the texts are searched, and
 * then names with the largest number of the words.
 */
export function createNameSearch<T extends Searchable>(items: readonly T[]): (query: string) => NameHit<T>[] {
  const spellings = items.flatMap(({ names }, owner) => names.map((name, i) => spellingOf(name, owner, i === 0)));
  const haystacks = { spaced: spellings.map(({ words }) => words.join(' ')), run: spellings.map(({ run }) => run) };
  const texts = items.map(({ text }) => wordsOf(text ?? '').join(' '));
  const longest = Math.max(0, ...haystacks.spaced.map(({ length }) => length));

  return (query) => {
    const typed = spellingOf(query.slice(0, maxQueryLength), -1, true);
    if (typed.run === '') return [];
    // The search for slips costs the cube of a word's length. A word with one letter too many is still a slip.
    const mayHaveSlips = typed.words.every(({ length }) => length <= longest + 1);
    const named = spellings.flatMap(({ key }, at) => (key === typed.key ? at : []));
    const written = [...named, ...matches(asTyped, typed, haystacks)];
    const found = written.length > 0 ? written : mayHaveSlips ? matches(withSlips, typed, haystacks, longest + 1) : [];
    const fitOf = written.length > 0 ? writtenFit : slipFit;
    const best = new Map<number, Fit>();
    for (const at of found) {
      const spelling = spellings[at]!;
      const fit = fitOf(spelling, typed);
      const before = best.get(spelling.owner);
      if (before === undefined || rankOf(fit) < rankOf(before)) best.set(spelling.owner, fit);
    }
    if (best.size === 0) for (const owner of everyWord(asTyped, typed.words, texts)) best.set(owner, 'text');
    if (best.size === 0) for (const { owner } of withMostWords(spellings, typed)) best.set(owner, 'part');
    const hits = Array.from(best, ([owner, fit]): NameHit<T> => ({ item: items[owner]!, fit }));
    const begun = hits.filter(({ fit }) => fit !== 'inside');
    // Of two names that fit equally well, the shorter is nearer to what was typed.
    return (begun.length > 0 ? begun : hits).sort(
      (a, b) => rankOf(a.fit) - rankOf(b.fit) || a.item.names[0]!.length - b.item.names[0]!.length,
    );
  };
}

/** One way to write a name. */
interface Spelling {
  /** Index of the item that it names. */
  readonly owner: number;
  readonly isShown: boolean;
  readonly words: readonly string[];
  /** The words run together: `jail break` finds `jailbreak`, and `gpt4o` finds `GPT-4o`. */
  readonly run: string;
  /** The name in the singular. */
  readonly key: string;
}

function spellingOf(name: string, owner: number, isShown: boolean): Spelling {
  const words = wordsOf(name);
  return { owner, isShown, words, run: words.join('').replaceAll('.', ''), key: formKey(name) };
}

/** `top_p`, `top-p`, `topP` and `Top P` are the same words; `4.5` is one. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}.]+|\.(?!\p{N})|(?<!\p{N})\./u)
    .filter((word) => word !== '');

const plain: uFuzzy.Options = { unicode: true, interSplit: '\\s+', intraSplit: null };
const asTyped = new uFuzzy(plain);
/** One letter wrong, missing, too many, or two swapped. The library allows short words fewer slips. */
const oneSlip = { intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 } as const;
const withSlips = new uFuzzy({ ...plain, ...oneSlip });

interface Haystacks {
  readonly spaced: string[];
  readonly run: string[];
}

/**
 * Returns the indices of the spellings that hold all words, or hold them run together if that is no longer than `longestRun`.
 */
const matches = (matcher: uFuzzy, typed: Spelling, { spaced, run }: Haystacks, longestRun = Infinity): number[] => [
  ...everyWord(matcher, typed.words, spaced),
  ...(typed.run.length > longestRun ? [] : (matcher.filter(run, typed.run) ?? [])),
];

function everyWord(matcher: uFuzzy, words: readonly string[], texts: string[]): number[] {
  let left: number[] | undefined;
  for (const word of words) left = matcher.filter(texts, word, left) ?? [];
  return left ?? [];
}

/**
 * Returns the spellings in which the largest number of the words are begun. Single letters are ignored, as too many
 * names begin with them.
 */
function withMostWords(spellings: readonly Spelling[], { words }: Spelling): Spelling[] {
  const long = words.filter((word) => word.length > 1);
  const counts = spellings.map((spelling) => long.filter((word) => hasBegun(spelling, word)).length);
  const most = Math.max(...counts);
  return most === 0 ? [] : spellings.filter((_, at) => counts[at] === most);
}

function writtenFit(spelling: Spelling, typed: Spelling): Fit {
  if (spelling.run === typed.run || spelling.key === typed.key) return 'is';
  if (spelling.run.startsWith(typed.run)) return spelling.isShown ? 'begins' : 'otherBegins';
  if (spelling.isShown && endsWith(spelling.words, typed.words)) return 'ends';
  const isBegun = typed.words.every((word) => hasBegun(spelling, word));
  return isBegun ? (spelling.isShown ? 'word' : 'otherWord') : 'inside';
}

/** Whether a name ends with the typed words. A user who types `4o` means GPT-4o, not GPT-4o mini. */
const endsWith = (words: readonly string[], typed: readonly string[]): boolean =>
  typed.length > 0 && words.slice(-typed.length).join(' ') === typed.join(' ');

/** Whether a word of a name begins so. The number in `Qwen2.5` is a word too, for users who type `qwen 2.5`. */
const hasBegun = ({ words }: Spelling, begun: string): boolean =>
  words.some((word) => word.startsWith(begun) || /(?<=\p{L})\p{N}.*/u.exec(word)?.[0].startsWith(begun));

const slipFit = ({ run }: Spelling, typed: Spelling): Fit =>
  Math.abs(run.length - typed.run.length) <= 1 ? 'almostIs' : 'slip';
