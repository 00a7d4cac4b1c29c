import { distanceBands, denseFeature, denseFeatures, wordKinds } from './denseFeatures';
import type { FeatureVector, FoundWord } from './featureVector';
import type { Clue, ClueKind } from './sense';
import type { SenseForm, SenseTable } from './senseTable';

const most = { clues: 6, words: 4 };

/** Returns the strongest clues among the features that were gathered last. */
export function explain(
  features: FeatureVector,
  table: SenseTable,
  form: SenseForm,
  text: string,
  head: string,
): Clue[] {
  const clues: Clue[] = [];
  const weightOf = (name: string): number => features.dense[denseFeature(name)]! * table.weights[denseFeature(name)]!;
  const add = (kind: ClueKind, weight: number, words = ''): void => {
    if (Math.abs(weight) >= 0.1) clues.push({ kind, words, weight });
  };
  add(
    'form',
    form.weight +
      ['always', 'form everyday', 'form phrase', 'form capitals'].reduce((sum, name) => sum + weightOf(name), 0),
  );
  const places = denseFeatures.filter((name) => /^(?:kind|file|shape|form everyday code)/.test(name));
  add(
    'place',
    places.reduce((sum, name) => sum + weightOf(name), 0),
  );
  add('call', weightOf('callee ai') + weightOf('callee field') + weightOf('callee any'));
  add('nothing', weightOf('no ai') + weightOf('no ai at all') + weightOf('long without ai'));
  clues.push(...wordClues(features, table, (start, end, inHead) => (inHead ? head : text).slice(start, end)));
  return clues.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight)).slice(0, most.clues);
}

type Slice = (start: number, end: number, isInHead: boolean) => string;

/** One clue for the words of each band that speak for it, and one for those against. */
function wordClues(features: FeatureVector, table: SenseTable, slice: Slice): Clue[] {
  const found = features.words;
  const weighed = found.map((word) => ({ ...word, weight: weightOfWord(features, table, found, word) }));
  return distanceBands.flatMap((kind, band) =>
    [1, -1].flatMap((sign): Clue[] => {
      const words = weighed.filter((word) => word.band === band && word.weight * sign > 0.02);
      if (words.length === 0) return [];
      words.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
      const written = new Set(words.map(({ start, end, isInHead }) => slice(start, end, isInHead)));
      const weight = words.reduce((sum, word) => sum + word.weight, 0);
      const isOther =
        sign < 0 && features.sense >= 0 && words.some(({ entry }) => features.sideOf(entry) === features.sense + 1);
      return [{ kind: isOther ? 'sense' : kind, words: [...written].slice(0, most.words).join(', '), weight }];
    }),
  );
}

/** Returns the weight of a word: its own, and its share in the counts of its kinds. */
function weightOfWord(
  features: FeatureVector,
  table: SenseTable,
  found: readonly FoundWord[],
  word: FoundWord,
): number {
  const { entry, band, role } = word;
  /** Returns a word's share in the weight of two clues together. */
  const shareOf = (clues: readonly [string, string], counts: (other: FoundWord) => boolean): number => {
    const sharers = found.filter((other) => other.band === band && counts(other)).length;
    return (
      clues.map(denseFeature).reduce((sum, clue) => sum + features.dense[clue]! * table.weights[clue]!, 0) / sharers
    );
  };
  const name = distanceBands[band]!;
  let weight = features.weightOf(entry, band);
  wordKinds.forEach((kind, number) => {
    const bit = 1 << number;
    if (role & bit) weight += shareOf([`any ${kind} ${name}`, `many ${kind} ${name}`], (other) => !!(other.role & bit));
  });
  if (features.hasFields(entry)) {
    weight += shareOf([`field top ${name}`, `field all ${name}`], (other) => features.hasFields(other.entry));
  }
  return weight;
}
