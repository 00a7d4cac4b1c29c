import type { Piece } from './pieces';
import { fillNames } from './pieces';

/** `{{name}}` and nothing else, as GitHub Models has it. */
const placeholder = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;
/** `${input:name}`, `${input:name:what it is}`, `${name}` as VS Code has it. */
const variable = /\$\{(?:input:)?([A-Za-z_][\w-]*)(?::([^}]*))?\}/g;

type Values = Readonly<Record<string, unknown>>;

const valueIn =
  (values: Values) =>
  (name: string): unknown =>
    Object.hasOwn(values, name) ? values[name] : undefined;

export const fillPlaceholders = (source: string, values: Values): readonly Piece[] =>
  fillNames(source, placeholder, valueIn(values));

export const fillVariables = (source: string, values: Values): readonly Piece[] =>
  fillNames(source, variable, valueIn(values));

/** Those of a template, in their order. */
export const placeholderNames = (source: string): readonly string[] => [
  ...new Set(Array.from(source.matchAll(placeholder), ([, name = '']) => name)),
];

export interface VariableName {
  readonly name: string;
  /** What is shown where it is asked for. */
  readonly hint?: string;
  /** VS Code fills it itself, as `${selection}`. */
  readonly isOfEditor?: true;
}

export function variableNames(source: string): readonly VariableName[] {
  const found = new Map<string, VariableName>();
  for (const [all, name = '', hint] of source.matchAll(variable)) {
    const isOfEditor = !all.startsWith('${input:');
    if (!found.has(name))
      found.set(name, { name, ...(hint !== undefined && { hint }), ...(isOfEditor && { isOfEditor }) });
  }
  return [...found.values()];
}
