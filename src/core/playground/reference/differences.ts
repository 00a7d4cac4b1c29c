import type { Catalog } from '../../catalog/catalog';
import type { Family, Openness } from '../../catalog/catalogTable';
import type { Term } from '../../glossary/glossaryTable';
import { familyNames } from './askedAbout';
import type { Subject } from './askedAbout';

/** A point in which an answer differs from the reference. `said` is empty where it says nothing of it. */
export interface Difference {
  readonly about: 'words' | 'maker' | 'family' | 'openness';
  readonly reference: string;
  readonly said: string;
}

/** `unsaid`: the answer says none of what could be compared. */
export interface Comparison {
  readonly verdict: 'same' | 'differs' | 'unsaid';
  readonly differences: readonly Difference[];
  /** What of the entry the answer repeats, where that is not its summary. */
  readonly passage?: string;
}

/** The share of the reference's words from which on an answer says the same. */
const sameShare = 0.6;
/** Missing words that are named. */
const mostNamed = 6;

/** Too common to tell one sentence from another. */
const commonWords = new Set(
  `about after also another because been before being between both cannot could does each either enough even every from have
  here into itself just less like made make makes many more most much need needs never often once only other over same several
  should since some such than that their them then there these they this those through under until used uses using very were what
  when where which while whole whose will with without would your`.split(/\s+/),
);

/** Compares what can be compared without understanding: words of a definition, makers, families, open or closed. */
export function compareWithReference(answer: string, subject: Subject, catalog: Catalog): Comparison {
  switch (subject.kind) {
    case 'term':
      return compareWords(answer, subject.term);
    case 'family':
      return summed([compareMaker(answer, subject.family, catalog), compareOpenness(answer, subject.family)]);
    case 'model':
      return summed([
        compareMaker(answer, subject.family, catalog),
        compareFamily(answer, subject.family, catalog.families),
      ]);
  }
}

/** A point: `undefined` where the answer says nothing of it, `null` where it says the same. */
type Point = Difference | null | undefined;

function summed(points: readonly Point[]): Comparison {
  const differences = points.filter((point): point is Difference => point !== null && point !== undefined);
  if (differences.length > 0) return { verdict: 'differs', differences };
  return { verdict: points.includes(null) ? 'same' : 'unsaid', differences: [] };
}

/** The passage of the entry that the answer is nearest to: it may have been asked why the term matters. */
function compareWords(answer: string, { summary, why, forms, notToBeConfusedWith = [] }: Term): Comparison {
  const said = wordsOf(answer);
  const own = new Set(forms.flatMap(({ text }) => [...wordsOf(text)]));
  const [firstSentence = summary] = summary.split(/(?<=[.:;])\s/u);
  const passages = [summary, firstSentence, why, ...notToBeConfusedWith.map(({ because }) => because)];
  const compared = passages.map((passage) => {
    const words = [...wordsOf(passage)].filter((word) => !own.has(word));
    const missing = words.filter((word) => !said.has(word));
    return { passage, missing, share: words.length === 0 ? 0 : 1 - missing.length / words.length };
  });
  const nearest = compared.reduce((best, one) => (one.share > best.share ? one : best));
  if (nearest.share >= sameShare) {
    const isShown = summary.includes(nearest.passage);
    return { verdict: 'same', differences: [], ...(!isShown && { passage: nearest.passage }) };
  }
  // Of the summary, which is what the reader sees beside it.
  const reference = (compared[0]?.missing ?? []).slice(0, mostNamed).join(', ');
  return { verdict: 'differs', differences: [{ about: 'words', reference, said: '' }] };
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((word) => !commonWords.has(word)));

function compareMaker(answer: string, family: Family, { families }: Catalog): Point {
  const makers = families.map(({ maker }) => ({ name: maker, forms: [maker] }));
  return compareNames(answer, 'maker', family.maker, makers);
}

function compareFamily(answer: string, family: Family, families: readonly Family[]): Point {
  const named = families.map((one) => ({ name: one.name, forms: familyNames(one) }));
  return compareNames(answer, 'family', family.name, named);
}

type Named = { readonly name: string; readonly forms: readonly string[] };

function compareNames(answer: string, about: 'maker' | 'family', right: string, all: readonly Named[]): Point {
  const named = [
    ...new Set(all.filter(({ forms }) => forms.some((form) => names(answer, form))).map(({ name }) => name)),
  ];
  if (named.length === 0) return undefined;
  return named.includes(right) ? null : { about, reference: right, said: named.join(', ') };
}

const names = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu').test(text);

const opennessSaid: readonly (readonly [RegExp, Openness])[] = [
  [/\bis (?:\w+ )?(?:partly|partially) open\b|\bis mixed\b/i, 'mixed'],
  [/\bis (?:an? |fully )?closed\b|\bis not open\b/i, 'closed'],
  [/\bis (?:an? |fully )?open\b|\bhas open weights\b/i, 'open-weights'],
];

function compareOpenness(answer: string, { openness }: Family): Point {
  const found = opennessSaid.flatMap(([pattern, state]) => {
    const at = answer.search(pattern);
    return at < 0 ? [] : [{ at, state }];
  });
  // What it says first it says of the family; of a sibling it speaks later.
  const said = found.toSorted((a, b) => a.at - b.at)[0]?.state;
  if (said === undefined) return undefined;
  return said === openness ? null : { about: 'openness', reference: openness, said };
}
