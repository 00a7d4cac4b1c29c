import type { FilledPiece } from './pieces';
import { fillNames } from './pieces';

/** Pattern of `{{name}}` and nothing else, as in GitHub Models. */
const placeholder = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;
/**
 * Pattern of `${input:name}`, `${input:name:what it is}`, and the variables that VS Code fills by itself. Without the
 * limit, many that have no end would take forever.
 */
const variable =
  /\$\{(?:input:([A-Za-z_][\w-]*)(?::([^}]{0,1000}))?|(workspaceFolder|workspaceFolderBasename|selection|selectedText|file|fileBasename|fileBasenameNoExtension|fileDirname))\}/g;

type Values = Readonly<Record<string, unknown>>;

const valueIn =
  (values: Values) =>
  (name: string): unknown =>
    Object.hasOwn(values, name) ? values[name] : undefined;

export const fillPlaceholders = (source: string, values: Values): readonly FilledPiece[] =>
  fillNames(source, placeholder, valueIn(values));

export const fillVariables = (source: string, values: Values): readonly FilledPiece[] =>
  fillNames(source, variable, valueIn(values));

/** A name in a text, and where it stands. */
interface NameMatch {
  readonly index: number;
  /** The name with the marks around it. */
  readonly text: string;
  readonly name: string;
}

export const placeholderMatches = (source: string): readonly NameMatch[] =>
  Array.from(source.matchAll(placeholder), ({ 0: text, 1: name = '', index }) => ({ index, text, name }));

/** Returns the names of a template, in their order. */
export const placeholderNames = (source: string): readonly string[] => [
  ...new Set(placeholderMatches(source).map(({ name }) => name)),
];

interface VariableMatch extends NameMatch {
  /** The hint that is shown where the value is asked for. */
  readonly hint?: string;
  /** Whether VS Code fills the variable itself, as it does `${selection}`. */
  readonly isOfEditor: boolean;
}

export const variableMatches = (source: string): readonly VariableMatch[] =>
  Array.from(source.matchAll(variable), ({ 0: text, 1: asked, 2: hint, 3: ofEditor = '', index }) => ({
    ...{ index, text, name: asked ?? ofEditor },
    ...(hint !== undefined && { hint }),
    isOfEditor: asked === undefined,
  }));
