// Makes rows of numbers of what a case says about its terms, and weights of the rows.
import { atOnce } from '../../src/core/base/work';
import { distanceBands, denseFeatures } from '../../src/core/glossary/sense/denseFeatures';
import { Reader, SharedSense } from '../../src/core/glossary/sense/createGlossary';
import { packEntry } from '../../src/core/glossary/sense/senseTable';
import type { SenseModel } from '../../src/core/glossary/sense/sense';
import { WordScanner } from '../../src/core/glossary/sense/wordScanner';
import { decideAll } from '../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../src/core/glossary/sense/decide';
import type { GlossaryIndex } from '../../src/core/glossary/find/findTerm';
import type { Term } from '../../src/core/glossary/find/glossaryTable';
import { readTermText } from '../../src/core/glossary/find/termText';
import type { TermText } from '../../src/core/glossary/find/termText';
import { formKey } from '../../src/core/glossary/find/splitWords';
import { labelAt } from './cases';
import type { SenseCase } from './cases';
import type { ClueFiles } from './clueFiles';
import { fitLogistic } from './logistic';
import type { Row } from './logistic';
import { everydayForms, noWeights, senseTableOf } from './senseTableOf';
import type { SenseWeights } from './senseTableOf';

/** Takes every word for the term. */
const trustingModel: SenseModel = { read: () => ({ judge: () => ({ isMeant: true, probability: 1, clues: [] }) }) };

/** How strongly weights are held to 0, and what is left out. */
const settings = {
  clue: 2,
  form: 1,
  /** For the weight of a single word, by band. */
  words: [6, 9, 15, 24],
  /** A word in fewer cases has no weight of its own. */
  fewestCases: 3,
  /** Share of mentions that a case is not about. */
  otherShare: 0.5,
  threshold: 0.25,
  /** The weight against a term in a long document without AI. The cases are too short to tell: it is chosen by the packages that have nothing to do with AI. */
  longWithoutAi: -1.6,
};

/** A case with the terms that are written in it. */
export interface ReadCase {
  readonly case: SenseCase;
  readonly text: TermText;
  readonly mentions: readonly {
    readonly decision: TermDecision;
    readonly isMeant: boolean;
    readonly isAbout: boolean;
  }[];
}

export function readCase(each: SenseCase, index: GlossaryIndex): ReadCase {
  const text = atOnce(readTermText(each.text, each.language));
  const decisions = atOnce(decideAll(text, { index, sense: trustingModel }));
  const about = formKey(each.about);
  const mentions = decisions.map((decision) => ({
    decision,
    isMeant: labelAt(each, decision.start, decision.end),
    isAbout: decision.form.key === about || ` ${decision.form.key} `.includes(` ${about} `),
  }));
  return { case: each, text, mentions };
}

/** The weights that fit the cases. */
export function train(cases: readonly ReadCase[], files: ClueFiles, glossary: readonly Term[]): SenseWeights {
  const words = wordsOfCases(cases, settings.fewestCases);
  const { table: unweighted, names } = senseTableOf(files, glossary, noWeights, words);
  // Each word may come to weigh something, so none may be passed over.
  const table = {
    ...unweighted,
    packed: unweighted.packed.map((packed, entry) => packed | packEntry(0, 0, entry + 1)),
    wordWeights: new Int16Array((names.length + 1) * distanceBands.length),
  };
  const shared = new SharedSense(table);
  const formNumbers = new Map(Object.keys(table.forms).map((key, i) => [key, denseFeatures.length + i]));
  const wordsFrom = denseFeatures.length + formNumbers.size;
  const isEveryday = names.map(everydayForms(glossary));
  const rows: Row[] = [];
  const casesOf = new Int32Array(names.length);
  for (const { text, mentions } of cases) {
    const reader = new Reader(shared, text);
    const judged = mentions.filter(({ decision }) => !table.forms[decision.form.key]!.sure);
    const others = judged.filter(({ isAbout }) => !isAbout).length;
    const seen = new Set<number>();
    for (const { decision, isMeant, isAbout } of judged) {
      const form = shared.form(decision.form.key)!;
      reader.gather(decision, form);
      const { dense, words: found } = shared.features;
      const at: number[] = [];
      const values: number[] = [];
      dense.forEach((value, i) => {
        if (value !== 0) {
          at.push(i);
          values.push(value);
        }
      });
      at.push(formNumbers.get(decision.form.key)!);
      values.push(1);
      for (const { entry, band } of found) {
        if (isEveryday[entry]!) continue;
        at.push(wordsFrom + entry * distanceBands.length + band);
        values.push(1);
        seen.add(entry);
      }
      const share = isAbout ? 1 / (judged.length - others) : settings.otherShare / Math.max(1, Math.sqrt(others));
      rows.push({ at: Int32Array.from(at), values: Float64Array.from(values), isMeant, share });
    }
    for (const entry of seen) casesOf[entry]!++;
  }
  const penaltyOf = (i: number): number => {
    if (i === 0) return 0.01;
    if (i < denseFeatures.length) return settings.clue;
    return i < wordsFrom ? settings.form : settings.words[(i - wordsFrom) % distanceBands.length]!;
  };
  const isRare = (i: number): boolean =>
    i >= wordsFrom && casesOf[Math.floor((i - wordsFrom) / distanceBands.length)]! < settings.fewestCases;
  const fitted = fitSparse(rows, wordsFrom + names.length * distanceBands.length, penaltyOf, isRare);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const forms = [...formNumbers].map(([key, i]) => [key, round(fitted[i]!)] as const);
  const ofWord = (entry: number): number[] =>
    distanceBands.map((_, band) => round(fitted[wordsFrom + entry * distanceBands.length + band]!));
  return {
    threshold: settings.threshold,
    clues: {
      ...Object.fromEntries(denseFeatures.map((name, i) => [name, round(fitted[i]!)])),
      'long without ai': settings.longWithoutAi,
    },
    forms: Object.fromEntries(forms.filter(([, weight]) => Math.abs(weight) >= 0.01)),
    words: Object.fromEntries(
      names.flatMap((name, entry) => {
        const weights = ofWord(entry);
        return weights.some((weight) => Math.abs(weight) >= 0.01) ? [[name, weights] as const] : [];
      }),
    ),
  };
}

/** Fits those weights alone that a row has. */
function fitSparse(
  rows: readonly Row[],
  size: number,
  penaltyOf: (at: number) => number,
  isLeftOut: (at: number) => boolean,
): Float64Array {
  const places = new Int32Array(size).fill(-1);
  const used: number[] = [];
  const dense = rows.map((row): Row => {
    const kept = [...row.at.keys()].filter((i) => !isLeftOut(row.at[i]!));
    for (const i of kept) if (places[row.at[i]!] === -1) places[row.at[i]!] = used.push(row.at[i]!) - 1;
    return {
      ...row,
      at: Int32Array.from(kept, (i) => places[row.at[i]!]!),
      values: Float64Array.from(kept, (i) => row.values[i]!),
    };
  });
  const fitted = fitLogistic(dense, Float64Array.from(used, penaltyOf));
  const all = new Float64Array(size);
  used.forEach((at, i) => (all[at] = fitted[i]!));
  return all;
}

/** They tell who writes, not what about. */
const stopWords = new Set(
  'a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it its just me more most my no not of on one or our out she should so some than that the their them then there these they this those to too up us was we were what when where which while who will with would you your'.split(
    ' ',
  ),
);

/** The words that stand in at least so many cases. */
function wordsOfCases(cases: readonly ReadCase[], fewest: number): string[] {
  const counts = new Map<string, number>();
  for (const { text } of cases) {
    const own = new Set<string>();
    const scanner = new WordScanner(text.text, {
      word: (start, end) => own.add(text.text.slice(start, end).toLowerCase()),
      name: () => undefined,
    });
    scanner.readTo(text.text.length);
    for (const word of own) if (word.length > 1 && !stopWords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= fewest)
    .map(([word]) => word)
    .sort();
}
