import type { OriginText, WantedText } from './codeChanges';
import type { Column } from './column';
import { textOf } from './session/nodeText';
import { noVariables } from './session/sessionSchema';
import type { Variables } from './session/sessionSchema';
import { renderedDraft, variablePlaces } from './session/variables';

/** What is written in a column, as far as one asks a model with it. */
export interface WrittenSession {
  readonly id: string;
  readonly system: string;
  /** Those of its path, in turn, and at the end the one that is being written. */
  readonly messages: readonly string[];
  /** How many of them were sent, with the values in place of their variables. */
  readonly sent: number;
  readonly variables: Variables;
}

export function writtenSession(id: string, { draft, turns }: Pick<Column, 'draft' | 'turns'>): WrittenSession {
  const sent = turns
    .flatMap(({ prompt, answer }) => [textOf(prompt), answer ? textOf(answer) : ''])
    .filter((text) => text !== '');
  const { system, message, variables = noVariables } = draft;
  return { id, system, variables, sent: sent.length, messages: [...sent, message] };
}

/**
 * A text that was sent with values in place of its variables, with the variables again. `undefined`: nothing tells what of it is a
 * value. @param template what it was before, maybe in other words.
 */
export function unfilled(text: string, template: string, variables: Variables): string | undefined {
  if (renderedDraft({ system: '', message: template, variables }).message === text) return template;
  const values = new Map(variables.sets[variables.chosen]?.values.map(({ name, value }) => [name, value]));
  const names = variablePlaces(template).map(({ name }) => name);
  let found = text;
  const lengthOf = (name: string): number => values.get(name)?.length ?? 0;
  for (const name of [...new Set(names)].sort((one, other) => lengthOf(other) - lengthOf(one))) {
    const value = values.get(name) ?? '';
    if (value === '') continue;
    const pieces = found.split(value);
    if (pieces.length !== names.filter((each) => each === name).length + 1) return undefined;
    found = pieces.join(`{{${name}}}`);
  }
  return found;
}

/** What the session says in the place of each text of the code, as far as that is still in it. @param templates those of the code */
export function wantedTexts(
  { system, messages, sent, variables }: WrittenSession,
  origins: readonly OriginText[],
  templates: ReadonlyMap<'system' | number, string>,
): WantedText[] {
  return origins.flatMap(({ where }): WantedText[] => {
    if (where === 'system') return [{ where, text: system }];
    const text = messages[where];
    const template = templates.get(where) ?? '';
    if (text === undefined) return [];
    return [{ where, text: where < sent ? unfilled(text, template, variables) : text }];
  });
}
