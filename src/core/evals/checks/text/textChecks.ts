import { badValue, shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck } from '../verdict';
import { commaList } from './commaList';
import { sameJson } from './sameJson';

// Checks of what a text is or has in it, letter by letter.

type Fold = (text: string) => string;
const asWritten: Fold = (text) => text;
const lowerCase: Fold = (text) => text.toLowerCase();

const not = (inverse: boolean): string => (inverse ? 'not ' : '');

/** Writes a sentence that says what was expected, and what the answer is. */
const expected = ({ text, inverse }: CheckInput, what: string, ending = ''): string =>
  `Expected ${not(inverse)}to ${what}${ending}; the answer is ${shown(text)}.`;

const containsOne =
  (fold: Fold): MakeCheck =>
  (input) => {
    const { value, text, inverse } = input;
    const isUsable = typeof value === 'number' ? !Number.isNaN(value) : typeof value === 'string' && value !== '';
    if (!isUsable) throw badValue(input, 'a text or a number as its value');
    const pass = fold(text).includes(fold(String(value))) !== inverse;
    return verdict(pass, expected(input, `contain ${shown(value)}`));
  };

/** Returns the texts of a list. A value that is one text has commas between them. */
function listOf(input: CheckInput): string[] {
  const { value } = input;
  if (typeof value === 'string' && value !== '') return commaList(value);
  if (Array.isArray(value)) return value.map(String);
  throw badValue(input, 'a list of texts, or a text with commas, as its value');
}

const containsAny =
  (fold: Fold): MakeCheck =>
  (input) => {
    const [list, text] = [listOf(input), fold(input.text)];
    const pass = list.some((each) => text.includes(fold(each))) !== input.inverse;
    return verdict(pass, expected(input, `contain one of ${shown(list)}`));
  };

const containsAll =
  (fold: Fold): MakeCheck =>
  (input) => {
    const [list, text] = [listOf(input), fold(input.text)];
    const missing = list.filter((each) => !text.includes(fold(each)));
    const pass = (missing.length === 0) !== input.inverse;
    const without = missing.length === 0 ? '' : `, and ${shown(missing)} is missing`;
    return verdict(pass, expected(input, `contain all of ${shown(list)}`, without));
  };

function startsWith(input: CheckInput): ReturnType<MakeCheck> {
  const { value, text, inverse } = input;
  if (typeof value !== 'string' || value === '') throw badValue(input, 'a text as its value');
  return verdict(text.startsWith(value) !== inverse, expected(input, `start with ${shown(value)}`));
}

function equals(input: CheckInput): ReturnType<MakeCheck> {
  const { value, text, inverse } = input;
  const isSame = typeof value === 'object' ? equalsJson(value, text) : written(value) === text;
  return verdict(isSame !== inverse, expected(input, `equal ${shown(value)}`));
}

/** Writes a value as a text, even a missing one. */
const written = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number'
      ? String(value)
      : value === undefined
        ? 'undefined'
        : JSON.stringify(value);

function equalsJson(value: unknown, text: string): boolean {
  try {
    return sameJson(value, JSON.parse(text));
  } catch {
    return false;
  }
}

/** Tests a regular expression. It may take for ever, and is called only in a thread that can be ended. */
function matches(input: CheckInput): ReturnType<MakeCheck> {
  const { value, text, inverse } = input;
  if (typeof value !== 'string' || value === '') throw badValue(input, 'a regular expression as its value');
  let pattern;
  try {
    pattern = new RegExp(value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return verdict(false, `The expression cannot be read: ${why}.`);
  }
  return verdict(pattern.test(text) !== inverse, expected(input, `match ${shown(value)}`));
}

export const textChecks: Readonly<Record<string, MakeCheck>> = {
  equals,
  contains: containsOne(asWritten),
  icontains: containsOne(lowerCase),
  'contains-any': containsAny(asWritten),
  'icontains-any': containsAny(lowerCase),
  'contains-all': containsAll(asWritten),
  'icontains-all': containsAll(lowerCase),
  'starts-with': startsWith,
  regex: matches,
};
