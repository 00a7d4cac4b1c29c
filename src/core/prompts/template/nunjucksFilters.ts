import { isRecord } from '../../base/json';
import type { NunjucksFilter } from './nunjucksNodes';
import { NunjucksError } from './nunjucksError';
import type { NunjucksBudget } from './nunjucksBudget';
import { comparable, isMissing, jsText, jsonText, ownMember } from './nunjucksValues';

// The filters of Nunjucks 3.2.4 that a template may use, with their results for values that they are not meant for.

/** The call of a filter: its arguments, its place, and the work that it may still do. */
interface FilterCall {
  readonly args: readonly unknown[];
  readonly offset: number;
  readonly budget: NunjucksBudget;
}

type Filter = (value: unknown, call: FilterCall) => unknown;

export const filters: Readonly<Record<NunjucksFilter, Filter>> = {
  default: (value, { args: [otherwise, isForAllFalse] }) =>
    isForAllFalse ? value || otherwise : value === undefined ? otherwise : value,
  upper: (value, call) => changed(orEmpty(value), call, (text) => text.toUpperCase()),
  lower: (value, call) => changed(orEmpty(value), call, (text) => text.toLowerCase()),
  trim: (value, call) => changed(value, call, (text) => text.trim()),
  join,
  length: (value) => {
    const counted = orEmpty(value);
    return isRecord(counted) ? Object.keys(counted).length : ownMember(counted, 'length');
  },
  replace,
  first: (value, call) => ownMember(present(value, call), 0),
  last: (value, call) => ownMember(present(value, call), Number(ownMember(value, 'length')) - 1),
  dump: (value, call) => {
    const [indent] = call.args;
    const isIndent = typeof indent === 'number' || typeof indent === 'string';
    call.budget.goThrough(call.offset, [value]);
    const text = jsonText(value, isIndent ? indent : undefined, call.offset);
    call.budget.step(call.offset, text?.length);
    return text;
  },
};

/** Returns an empty text for `undefined`, null and false, as Nunjucks does where a text is missing. */
const orEmpty = (value: unknown): unknown => (isMissing(value) || value === false ? '' : value);

function changed(value: unknown, { offset, budget }: FilterCall, change: (text: string) => string): string {
  if (typeof value !== 'string') throw misfit(value, offset);
  budget.step(offset, value.length);
  return change(value);
}

function present(value: unknown, { offset }: FilterCall): unknown {
  if (isMissing(value)) throw misfit(value, offset);
  return value;
}

function join(value: unknown, { args: [delimiter, attribute], offset, budget }: FilterCall): string {
  const isList = Array.isArray(value);
  // With the name of a part, Nunjucks joins the characters of a text, too.
  if (!isList && !attribute) throw misfit(value, offset);
  const list: readonly unknown[] = isList
    ? value
    : typeof value === 'string'
      ? Array.from({ length: value.length }, (_, i) => value[i])
      : [];
  for (const each of [delimiter, attribute]) budget.goThrough(offset, each);
  const between = delimiter ? jsText(delimiter, offset) : '';
  const texts: string[] = [];
  for (const item of list) {
    if (attribute && isMissing(item)) throw misfit(item, offset);
    const part = attribute ? ownMember(item, jsText(attribute, offset)) : item;
    budget.goThrough(offset, part);
    const text = isMissing(part) ? '' : jsText(part, offset);
    budget.make(offset, text.length + between.length);
    texts.push(text);
  }
  return texts.join(between);
}

function replace(value: unknown, { args, offset, budget }: FilterCall): unknown {
  const [old, replacement, most = -1] = args;
  const isSearched = typeof old === 'string' || typeof old === 'number';
  if (!isSearched || (typeof value !== 'string' && typeof value !== 'number')) return value;
  budget.goThrough(offset, replacement);
  const [text, searched, put] = [String(value), String(old), jsText(replacement, offset)];
  if (searched === '') {
    budget.make(offset, text.length + (text.length + 1) * put.length);
    return put + text.split('').join(replacement === undefined ? ',' : put) + put;
  }
  if (most === 0) return text;
  let result = '';
  let at = 0;
  for (let count = 0; most === -1 || count < Number(comparable(most, offset)); count++) {
    const found = text.indexOf(searched, at);
    if (found < 0) break;
    budget.make(offset, found - at + put.length);
    result += text.slice(at, found) + put;
    at = found + searched.length;
  }
  budget.make(offset, text.length - at);
  return result + text.slice(at);
}

const misfit = (value: unknown, offset: number): NunjucksError =>
  new NunjucksError(
    (say) =>
      isMissing(value) ? say('There is no value here for the filter.') : say('The filter does not take such a value.'),
    offset,
    offset,
    'helper-arguments',
  );
