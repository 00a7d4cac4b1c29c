// Checks the hand-made clues of data/senses, before anything is made of them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isNode } from 'yaml';
import { fields as knownFields } from '../../src/core/glossary/sense/denseFeatures';
import type { Term } from '../../src/core/glossary/find/glossaryTable';
import { formKey } from '../../src/core/glossary/find/splitWords';
import { DataError } from '../tables/dataFile';
import { didYouMean } from '../tables/didYouMean';
import { parseClues } from './clueFiles';
import type { ClueFiles, FormWords, WordList } from './clueFiles';
import { FormNames } from './formNames';

type Path = readonly (string | number)[];
type ClueFile = 'words.yml' | 'sure.yml' | 'vocabulary.yml';
/** How sure a word of the vocabulary speaks of AI. */
const aiGroups: readonly (keyof ClueFiles['vocabulary']['ai'])[] = ['sure', 'strong', 'weak'];

type Fail = (file: ClueFile, at: Path, problem: string) => never;

/**
 * Each form is one of the glossary and has its clues in one place, no clue says two things of it, and each phrase has the
 * word in it. @throws DataError naming file and line
 */
export function checkClues(folder: string, files: ClueFiles, glossary: readonly Term[]): void {
  const fail: Fail = (file, at, problem) => {
    throw new DataError(path.join('data', 'senses', file), lineOf(path.join(folder, file), at), problem);
  };
  const forms = new FormNames(glossary);
  checkVocabulary(files.vocabulary, fail);
  checkSure(files.sure, forms, fail);
  checkWords(files, forms, fail);
}

/** Within what a name stands for it is the line of the name. */
function lineOf(file: string, at: Path): number {
  const { document, lines } = parseClues(readFileSync(file, 'utf8'));
  for (let depth = at.length; depth > 0; depth--) {
    const node: unknown = document.getIn(at.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** `mayBePart`: the clues of a word hold for the forms that it is a part of. */
function checkForm(forms: FormNames, form: unknown, mayBePart: boolean, file: ClueFile, at: Path, fail: Fail): void {
  if (typeof form !== 'string') fail(file, at, 'a form is a text: put it in quotes');
  const problem = forms.problemWith(form, mayBePart);
  if (problem !== undefined) fail(file, at, problem);
}

/** A word may belong to several fields, but then not to AI too. */
function checkVocabulary(vocabulary: ClueFiles['vocabulary'], fail: Fail): void {
  const { ai, fields } = vocabulary;
  checkKeys(vocabulary, ['ai', 'fields'], 'vocabulary.yml', [], fail);
  checkMap(ai, 'vocabulary.yml', ['ai'], fail);
  checkMap(fields, 'vocabulary.yml', ['fields'], fail);
  checkKeys(ai, aiGroups, 'vocabulary.yml', ['ai'], fail);
  for (const name of aiGroups) {
    if (!Object.hasOwn(ai, name)) fail('vocabulary.yml', ['ai'], `"${name}" is missing`);
  }
  const known = new Map<string, string>();
  const check = (words: unknown, group: string, at: Path): Set<string> => {
    const own = new Set<string>();
    listOf(words, 'vocabulary.yml', at, fail).forEach((word, number) => {
      const clue = clueOf(word, 'vocabulary.yml', [...at, number], fail);
      const before = own.has(clue) ? group : known.get(clue);
      if (before !== undefined) fail('vocabulary.yml', [...at, number], `"${clue}" stands in ${before} already`);
      own.add(clue);
    });
    return own;
  };
  for (const [name, words] of Object.entries(ai)) {
    for (const clue of check(words, name, ['ai', name])) known.set(clue, name);
  }
  for (const [name, words] of Object.entries(fields)) {
    if (!(knownFields as readonly string[]).includes(name)) {
      fail('vocabulary.yml', ['fields', name], `there is no field "${name}"${didYouMean(name, knownFields)}`);
    }
    check(words, name, ['fields', name]);
  }
}

function checkSure(sure: readonly unknown[], forms: FormNames, fail: Fail): void {
  const known = new Set<string>();
  sure.forEach((form, index) => {
    checkForm(forms, form, false, 'sure.yml', [index], fail);
    // Forms of one key may differ by their capitals.
    if (known.has(form as string)) fail('sure.yml', [index], `"${String(form)}" stands here twice`);
    known.add(form as string);
  });
}

function checkWords({ words, sure }: ClueFiles, forms: FormNames, fail: Fail): void {
  words.forEach((entry, index) => {
    checkMap(entry, 'words.yml', [index], fail);
    checkKeys(entry, ['form', 'ours', 'others'], 'words.yml', [index], fail);
    listOf(entry.others, 'words.yml', [index, 'others'], fail);
  });
  const sureKeys = new Set(sure.map(formKey));
  const listed = new Map<string, FormWords>();
  const sharing = formsByList(words);
  const checked = new Set<WordList>();
  words.forEach((entry, index) => {
    const { form, ours, others = [] } = entry;
    checkForm(forms, form, true, 'words.yml', [index, 'form'], fail);
    const key = formKey(form);
    if (sureKeys.has(key)) {
      fail('words.yml', [index, 'form'], `"${form}" stands in sure.yml, so it needs no clues`);
    }
    // Spellings of one key share their clues: the last list is the one that counts.
    const before = listed.get(key);
    if (before && (before.ours !== ours || before.others !== entry.others)) {
      fail('words.yml', [index, 'form'], `"${form}" has other clues as "${before.form}": share them by an anchor`);
    }
    listed.set(key, entry);
    const senses = new Set<string>();
    others.forEach(({ sense }, number) => {
      const at = [index, 'others', number, 'sense'];
      if (typeof sense !== 'string' || sense.trim() === '') fail('words.yml', at, 'a sense needs a name');
      if (senses.has(sense)) fail('words.yml', at, `"${form}" has the sense "${sense}" already`);
      senses.add(sense);
    });
    const lists: [WordList | undefined, Path][] = [
      [ours, [index, 'ours']],
      ...others.map((list, number): [WordList, Path] => [list, [index, 'others', number]]),
    ];
    for (const [list, at] of lists) {
      if (!list || checked.has(list)) continue;
      checked.add(list);
      checkList(list, sharing.get(list) ?? [form], at, fail);
    }
    checkContradictions(entry, index, fail);
  });
}

/** The forms that a list is for: more than one where an anchor shares it. */
function formsByList(words: readonly FormWords[]): Map<WordList, string[]> {
  const found = new Map<WordList, string[]>();
  for (const { form, ours, others = [] } of words) {
    for (const list of [...(ours ? [ours] : []), ...others]) found.set(list, [...(found.get(list) ?? []), form]);
  }
  return found;
}

function checkList(list: WordList, forms: readonly string[], at: Path, fail: Fail): void {
  checkMap(list, 'words.yml', at, fail);
  checkKeys(list, ['sense', 'phrases', 'words'], 'words.yml', at, fail);
  const stems = forms.flatMap((form) => [form, ...form.split(/[^\p{L}\p{N}]+/u)]).map(stemOf);
  listOf(list.phrases, 'words.yml', [...at, 'phrases'], fail).forEach((phrase, number) => {
    const place = [...at, 'phrases', number];
    const clue = clueOf(phrase, 'words.yml', place, fail);
    const letters = lettersOf(clue);
    if (clue.includes('{}') || stems.some((stem) => stem !== '' && letters.includes(stem))) return;
    fail('words.yml', place, `the phrase "${clue}" has no "${forms[0]!}" in it: put it under words, or write {} there`);
  });
  listOf(list.words, 'words.yml', [...at, 'words'], fail).forEach((word, number) => {
    const place = [...at, 'words', number];
    if (!clueOf(word, 'words.yml', place, fail).includes('{}')) return;
    fail('words.yml', place, `the word "${String(word)}" has {} in it: put it under phrases`);
  });
}

/** The same clue cannot speak for our sense of a form and for another one. */
function checkContradictions({ form, ours, others = [] }: FormWords, index: number, fail: Fail): void {
  const cluesOf = ({ phrases = [], words = [] }: WordList): [string, Path][] => [
    ...phrases.map((text, number): [string, Path] => [written(text, form), ['phrases', number]]),
    ...words.map((text, number): [string, Path] => [written(text, form), ['words', number]]),
  ];
  const known = new Set(ours ? cluesOf(ours).map(([clue]) => clue) : []);
  others.forEach((list, number) => {
    for (const [clue, at] of cluesOf(list)) {
      if (!known.has(clue)) continue;
      const problem = `"${clue}" speaks for our "${form}" and for the sense "${list.sense}": leave it out of one of them`;
      fail('words.yml', [index, 'others', number, ...at], problem);
    }
  });
}

const written = (clue: string, form: string): string => clue.replace('{}', form).toLowerCase().trim();

/** @returns the clue as it is compared. */
function clueOf(clue: unknown, file: ClueFile, at: Path, fail: Fail): string {
  if (typeof clue !== 'string') fail(file, at, `${JSON.stringify(clue)} is no text: put it in quotes`);
  if (!/[\p{L}\p{N}]|\{\}/u.test(clue)) fail(file, at, `"${clue}" has no letter and no digit`);
  return clue.toLowerCase().trim();
}

function listOf(value: unknown, file: ClueFile, at: Path, fail: Fail): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : fail(file, at, 'a list is expected here');
}

function checkMap(value: unknown, file: ClueFile, at: Path, fail: Fail): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(file, at, 'keys are expected here');
}

function checkKeys(value: object, keys: readonly string[], file: ClueFile, at: Path, fail: Fail): void {
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) fail(file, [...at, key], `there is no key "${key}"${didYouMean(key, keys)}`);
  }
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The part of a form that stays in its inflections: prompted, seeder, sampler. */
function stemOf(form: string): string {
  const letters = lettersOf(form);
  if (letters.length < 2) return '';
  return letters.length > 4 ? letters.replace(/(?:ations?|ings?|ion|ers?|or|es|ed|s|e|y)$/, '') : letters;
}
