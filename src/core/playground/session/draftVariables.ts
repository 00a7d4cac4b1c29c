import { maxVariables, noVariables } from './sessionSchema';
import type { Draft, Variables } from './sessionSchema';

// Variables of a message and a system prompt: `{{name}}` and nothing more. The value of a variable is plain text and is
// not read again: it can contain no variable, and cannot make a message of its own.

/**
 * Matches a variable, but not what templates of other kinds begin with: `{{#if}}`, `{{> part}}`, `{{{raw}}}`,
 * `\{{escaped}}`.
 */
const place = /(?<![{\\])\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]{0,63})[ \t]*\}\}(?!\})/gu;

/** UTF-16 code units of a text in which variables are looked for, as the user waits for that with every key. */
const searched = 1_000_000;

type ValueSet = Variables['sets'][number];

/** Returns the chosen set of values; `undefined` where there is none. */
const chosenSet = ({ variables }: Pick<Draft, 'variables'>): ValueSet | undefined => variables?.sets[variables.chosen];

/** Returns the names of the variables in the texts of a draft, each once, in their order. */
export function variablesIn({ system, message }: Pick<Draft, 'system' | 'message'>): readonly string[] {
  const names = [system, message].flatMap((text) => variablePlaces(text).map(({ name }) => name));
  return [...new Set(names)].slice(0, maxVariables);
}

/** Finds the variables in a text. */
export const variablePlaces = (
  text: string,
): readonly { readonly index: number; readonly written: string; readonly name: string }[] =>
  Array.from(text.slice(0, searched).matchAll(place), ({ 0: written, 1: name = '', index }) => ({
    index,
    written,
    name,
  }));

/**
 * Returns the text with values in place of its variables. A variable without a value, or with an empty one, stays as it
 * was written.
 */
function rendered(text: string, set: ValueSet | undefined): string {
  if (set === undefined || !text.includes('{{')) return text;
  const values = new Map(set.values.map(({ name, value }) => [name, value]));
  return text.replace(place, (written, name: string) => values.get(name) || written);
}

/** Returns the draft as it is sent, with values in place of the variables in its texts. */
export function renderedDraft<D extends Pick<Draft, 'system' | 'message' | 'variables'>>(draft: D): D {
  const set = chosenSet(draft);
  return { ...draft, system: rendered(draft.system, set), message: rendered(draft.message, set) };
}

/** Returns the message that a draft edits, as it is sent. An answer has no variables. */
export const renderedEdit = (draft: Pick<Draft, 'edited' | 'variables'>): string =>
  rendered(draft.edited ?? '', chosenSet(draft));

/**
 * Returns the sets with that value of a variable in the chosen one. `name` is the name of the first set, where there is
 * none yet.
 */
export function withValue({ sets, chosen }: Variables, variable: string, value: string, name: string): Variables {
  const set = sets[chosen] ?? { name, values: [] };
  const others = set.values.filter((each) => each.name !== variable);
  const values = value === '' ? others : [...others, { name: variable, value }];
  const changed = { ...set, values: values.slice(-maxVariables) };
  return sets[chosen]
    ? { sets: sets.with(chosen, changed), chosen }
    : { sets: [...sets, changed], chosen: sets.length };
}

/** Adds a set that begins with the values of the chosen one. */
export const withSet = ({ sets, chosen }: Variables, name: string): Variables => ({
  sets: [...sets, { name, values: sets[chosen]?.values ?? [] }],
  chosen: sets.length,
});

export const withSetName = ({ sets, chosen }: Variables, name: string): Variables => ({
  sets: sets.map((set, index) => (index === chosen ? { ...set, name } : set)),
  chosen,
});

/** Removes the chosen set. */
export const withoutSet = ({ sets, chosen }: Variables): Variables =>
  sets.length < 2 ? noVariables : { sets: sets.toSpliced(chosen, 1), chosen: Math.max(0, chosen - 1) };
