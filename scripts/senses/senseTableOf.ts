// Makes the table of the sense out of clues and weights.
import { denseFeatures, fields as fieldOrder, distanceBands } from '../../src/core/glossary/sense/denseFeatures';
import { packEntry, group } from '../../src/core/glossary/sense/senseTable';
import type { SenseForm, SenseTable } from '../../src/core/glossary/sense/senseTable';
import { callRules } from '../../src/core/code/calls/sdkTable';
import type { Term } from '../../src/core/glossary/find/glossaryTable';
import { formKey } from '../../src/core/glossary/find/splitWords';
import type { ClueFiles, FormWords } from './clueFiles';
import { VocabularyEntries, hashesOf } from './vocabularyEntries';

/** The weights that were fitted, by the names of clues, forms and words. */
export interface SenseWeights {
  readonly threshold: number;
  readonly clues: Readonly<Record<string, number>>;
  readonly forms: Readonly<Record<string, number>>;
  /** A number a band. */
  readonly words: Readonly<Record<string, readonly number[]>>;
}

export const noWeights: SenseWeights = { threshold: 0, clues: {}, forms: {}, words: {} };

interface NamedSenseTable {
  readonly table: SenseTable;
  /** The names of the entries. */
  readonly names: readonly string[];
}

/** Whether a word is a form with an everyday sense. Such words do not vouch for each other: five of them in a novel are no text about AI. */
export function everydayForms(glossary: readonly Term[]): (word: string) => boolean {
  const forms = glossary.flatMap((term) => term.forms);
  const keys = new Set(forms.filter(({ everyday }) => everyday).map(({ key }) => key));
  return (word) => keys.has(formKey(word));
}

/** @param learned words that have a weight of their own, listed or not. */
export function senseTableOf(
  files: ClueFiles,
  glossary: readonly Term[],
  weights: SenseWeights,
  learned: readonly string[] = Object.keys(weights.words),
): NamedSenseTable {
  const entries = new VocabularyEntries();
  const groups: number[] = [];
  const put = (text: string, bits: number): number => {
    const number = entries.add(text);
    if (number >= 0) groups[number] = (groups[number] ?? 0) | bits | (hashesOf(text).length > 1 ? group.phrase : 0);
    return number;
  };
  const { ai, fields: byField } = files.vocabulary;
  ai.sure.forEach((word) => put(word, group.sure));
  ai.strong.forEach((word) => put(word, group.strong));
  const isEveryday = everydayForms(glossary);
  ai.weak.forEach((word) => put(word, isEveryday(word) ? group.shared : group.weak));
  const fieldNames = fieldOrder.filter((name) => Object.hasOwn(byField, name));
  const numbers = (words: readonly string[]): number[] => [
    ...new Set(words.map((word) => put(word, 0)).filter((number) => number >= 0)),
  ];
  const fields = fieldNames.map((name) => numbers(byField[name]!));
  for (const { calls } of callRules) for (const call of calls) if (call.slice(1).includes('.')) put(call, group.call);
  const sure = new Set(files.sure.map(formKey));
  const allForms = glossary.flatMap((term) => term.forms);
  for (const form of allForms) {
    const bits = form.everyday ? 0 : sure.has(form.key) ? group.sure : group.strong;
    const isAcronym = form.exact && !form.text.includes(' ') && /\p{Lu}.*\p{Lu}/u.test(form.text);
    if (isAcronym && entries.find(form.text) < 0) put(form.text, bits | group.capitals);
    else put(form.text, isAcronym ? 0 : bits);
  }
  const listNumbers = new Map(files.words.map(({ form }, number) => [formKey(form), number]));
  const entriesOf = ({ form }: FormWords, list: FormWords['ours']): number[] => {
    const words = [...(list?.phrases ?? []), ...(list?.words ?? [])];
    return numbers(words.map((phrase) => phrase.replace('{}', form))).map((number) => {
      groups[number]! |= group.ofForms;
      return number;
    });
  };
  const listed: number[][] = [];
  const lists = files.words.map((each) => {
    const others = each.others ?? [];
    const ours = listed.push(entriesOf(each, each.ours)) - 1;
    listed.push(...others.map((other) => entriesOf(each, other)));
    return { ours, others: others.map(({ sense }) => sense) };
  });
  const forms: Record<string, SenseForm> = {};
  for (const { key, everyday, exact, text } of allForms) {
    forms[key] = {
      ...(sure.has(key) && { sure: true }),
      weight: weights.forms[key] ?? 0,
      ...{ everyday, exact, own: entries.find(text), lists: listsOf(key, listNumbers) },
    };
  }
  learned.filter((word) => !isEveryday(word)).forEach((word) => put(word, 0));
  return {
    names: entries.names,
    table: {
      ...entries.table(),
      ...saidBy(entries, groups, fields, weights.words),
      ...{ fieldNames, forms, lists },
      listEntries: Uint16Array.from(listed.flat()),
      listEnds: endsOf(listed),
      weights: denseFeatures.map((name) => weights.clues[name] ?? 0),
      threshold: weights.threshold,
    },
  };
}

/** @throws RangeError where there is more than can be said */
function saidBy(
  entries: VocabularyEntries,
  groups: readonly number[],
  fields: readonly (readonly number[])[],
  weights: SenseWeights['words'],
): Pick<SenseTable, 'packed' | 'fieldLists' | 'wordWeights'> {
  const fieldsOf = entries.names.map((): number[] => []);
  fields.forEach((members, field) => members.forEach((entry) => fieldsOf[entry]!.push(field)));
  const lists = new Map([['', []], ...fieldsOf.map((list) => [list.join(), list] as const)]);
  const places = new Map([...lists.keys()].map((key, place) => [key, place]));
  const weightPlaces = new Map(Object.keys(weights).map((word, i) => [entries.find(word), i + 1]));
  return {
    packed: Int32Array.from(entries.names, (_, entry) =>
      packEntry(groups[entry] ?? 0, places.get(fieldsOf[entry]!.join())!, weightPlaces.get(entry) ?? 0),
    ),
    fieldLists: [...lists.values()],
    wordWeights: Int16Array.from([...distanceBands.map(() => 0), ...Object.values(weights).flat()], thousandths),
  };
}

/** Weights have three decimals. */
const thousandths = (weight: number): number => Math.round(weight * 1000);

function endsOf(lists: readonly (readonly number[])[]): Int32Array {
  let end = 0;
  return Int32Array.from(lists, ({ length }) => (end += length));
}

/** The lists of a form, or of the words that it is made of: `token count` has those of `token`. */
function listsOf(key: string, numbers: ReadonlyMap<string, number>): number[] {
  const own = numbers.get(key);
  if (own !== undefined) return [own];
  return key.split(' ').flatMap((word) => numbers.get(word) ?? []);
}
