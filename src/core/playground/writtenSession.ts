import type { OriginText, WantedText } from './codeChanges';
import type { Column } from './column';
import type { CodeText } from './import/codePrompt';
import { textOf } from './session/nodeText';
import { noVariables } from './session/sessionSchema';
import type { AnswerNode, Variables } from './session/sessionSchema';
import { renderedDraft, variablePlaces } from './session/draftVariables';

/** The texts of a column that a model is asked with. */
export interface WrittenSession {
  readonly id: string;
  readonly system: string;
  /** The messages of its path, alternating from the user on, and the one that is being written at the end. */
  readonly messages: readonly PathMessage[];
  readonly variables: Variables;
}

/** `sent`: with values in place of its variables. `answered`: an answer of a model, or no answer at all. */
export interface PathMessage {
  readonly text: string;
  readonly state: 'sent' | 'answered' | 'draft';
}

export function writtenSession(id: string, { draft, turns }: Pick<Column, 'draft' | 'turns'>): WrittenSession {
  const messages = turns.flatMap(({ prompt, answer }): PathMessage[] => [
    { text: textOf(prompt), state: 'sent' },
    { text: answer ? textOf(answer) : '', state: answer && isOwn(answer) ? 'sent' : 'answered' },
  ]);
  const { system, message, variables = noVariables } = draft;
  return { id, system, variables, messages: [...messages, { text: message, state: 'draft' }] };
}

/** Whether an answer came with the code, or was written by the user. */
const isOwn = ({ target, made }: AnswerNode): boolean => target.providerId === '' || made === 'edited';

/**
 * Puts the variables back into a text that was sent with their values. Returns `undefined` where it cannot be told
 * which parts of the text are values. @param template the text before, maybe in other words.
 */
export function unfilled(text: string, template: string, variables: Variables): string | undefined {
  if (text === template || renderedDraft({ system: '', message: template, variables }).message === text)
    return template;
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

/**
 * Returns the session's version of each text of the code, or the reason why it has none. An empty draft below other
 * messages leaves the text of the code as it is. @param texts the texts of the code
 */
export function wantedTexts(
  { system, messages, variables }: WrittenSession,
  origins: readonly OriginText[],
  texts: readonly CodeText[],
): WantedText[] {
  // A session begins with the user, even where the code does not.
  const before = texts.find(({ where }) => where === 0)?.role === 'assistant' ? 1 : 0;
  return origins.flatMap(({ where }): WantedText[] => {
    if (where === 'system') return [{ where, text: system }];
    const message = messages[where + before];
    if (!message) return [{ where, why: 'missing' }];
    const { text, state } = message;
    if (state === 'answered') return [{ where, why: 'answered' }];
    if (state === 'draft') return text === '' && messages.length > 1 ? [] : [{ where, text }];
    const found = unfilled(text, texts.find((each) => each.where === where)?.template ?? '', variables);
    return [found === undefined ? { where, why: 'sent' } : { where, text: found }];
  });
}
