import type { StringToken } from '../../code/strings/stringTokens';
import { variablePlaces } from '../session/draftVariables';

/** The code of values, by the names that they have as variables. */
export type CodeVariables = ReadonlyMap<string, string>;

/** Names that say nothing about a value. */
const emptyNames = new Set([
  'await',
  'new',
  'not',
  'typeof',
  'str',
  'repr',
  'len',
  'json',
  'self',
  'this',
  'JSON',
  'String',
]);
const maxNameLength = 40;

/** Gives each value a name that it can have as a variable. @param texts the texts whose names are not given again */
export function nameValues(
  codes: readonly string[],
  texts: readonly string[],
  given: CodeVariables = new Map(),
): CodeVariables {
  const taken = new Set([...given.keys(), ...texts.flatMap((text) => variablePlaces(text).map(({ name }) => name))]);
  const names = new Map(given);
  const known = new Set(given.values());
  for (const code of new Set(codes)) {
    if (known.has(code)) continue;
    const wished = nameOf(code);
    let name = wished;
    for (let more = 2; taken.has(name); more++) name = `${wished}_${more}`;
    taken.add(name);
    names.set(name, code);
  }
  return names;
}

/** Finds a name in code: `user.name` as it is, `question` in `question.strip()`, `items` in `", ".join(items)`. */
function nameOf(code: string): string {
  // `%s`: its value stands behind the string.
  if (/^%(?!\()/.test(code)) return 'value';
  // A format behind the value, such as `!r` or `:.2f`, is no part of its name.
  const bare = code.replace(/(?:=\s*)?(?:![rsa])?(?::[^:()[\]{}'"`]*)?$/, '').trim();
  if (/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(bare) && bare.length <= maxNameLength)
    return bare.replace(/^(?:self|this)\./, '');
  const unquoted = bare.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '');
  for (const [path] of unquoted.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*\(?/gu)) {
    const isCalled = path.endsWith('(');
    const words = path.replace('(', '').split('.');
    const kept = (isCalled ? words.slice(0, -1) : words).filter((word) => !emptyNames.has(word));
    const name = kept.join('.');
    if (name !== '' && name.length <= maxNameLength) return name;
  }
  return 'value';
}

/** Joins the tokens of strings and values to the text of a message. A value becomes its variable in double braces. */
export function templateOf(tokens: readonly StringToken[], variables: CodeVariables): string {
  const names = new Map(Array.from(variables, ([name, code]) => [code, name]));
  return tokens.map(({ text, hole }) => (hole === undefined ? text : `{{${names.get(hole) ?? hole}}}`)).join('');
}

/** Counts the variables in a text that have no effect, as a brace stands beside them or a backslash before them. */
export function hiddenIn(template: string, variables: CodeVariables): number {
  const isKnown = ({ name }: { readonly name: string }): boolean => variables.has(name);
  const written = Array.from(template.matchAll(/\{\{[ \t]*([^\s{}]+)[ \t]*\}\}/g), ([, name = '']) => ({ name }));
  return written.filter(isKnown).length - variablePlaces(template).filter(isKnown).length;
}

/** Reads a template back into tokens. `unknown`: the names of variables that the code has no value for. */
export function templateTokens(
  template: string,
  variables: CodeVariables,
  known: ReadonlySet<string>,
): { readonly tokens: StringToken[] } | { readonly unknown: readonly string[] } {
  const tokens: StringToken[] = [];
  const unknown: string[] = [];
  let at = 0;
  const addText = (end: number): void => {
    for (const text of template.slice(at, end)) tokens.push({ text });
    at = end;
  };
  for (const { index, written, name } of variablePlaces(template)) {
    const code = variables.get(name);
    if (code === undefined) {
      if (!known.has(name)) unknown.push(name);
      continue;
    }
    addText(index);
    tokens.push({ text: '', hole: code });
    at = index + written.length;
  }
  addText(template.length);
  return unknown.length > 0 ? { unknown } : { tokens };
}
