import { literalPattern } from '../../../base/searchPattern';

/** The kind of text that stands at a place. */
export type RegionKind = 'prose' | 'comment' | 'string' | 'code';

/** A mark that was found: its text and groups, and where it stands. */
export interface Mark {
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  readonly line: string;
  readonly index: number;
  /** The data of the mode in which it was found. */
  readonly data: string;
}

/** Entering a mode. */
export interface Enter {
  readonly mode: Mode;
  /** Returns what the mode has to remember: a closing mark, an indentation. */
  readonly data?: (mark: Mark) => string;
  /** The language of the content, if it is another one that is read by its own syntax. */
  readonly embeds?: string | ((mark: Mark) => string);
}

export type GrammarStep =
  /** The mark means nothing, as an escape does. */
  | { readonly do: 'skip' }
  /** Continues in the next line a mode that would end with this one. */
  | { readonly do: 'continue' }
  | { readonly do: 'openBracket' }
  /** Also leaves the mode if this was its last bracket and the mode `closes` with it. */
  | { readonly do: 'closeBracket' }
  /** Certainly begins a new statement, so brackets that were left open are forgotten. */
  | { readonly do: 'forgetBrackets' }
  | { readonly do: 'leave' }
  | ({ readonly do: 'enter' } & Enter)
  /** Leaves the mode and enters another; the mark belongs to the one left. */
  | ({ readonly do: 'swap' } & Enter)
  /** Enters the mode with the next line. */
  | ({ readonly do: 'enterNextLine' } & Enter);

/**
 * Where a mark counts: where an operand can begin, at the start of a statement, at the start of the document, outside of
 * brackets, where the same mark stands again in the line.
 */
export type SyntaxState = 'operand' | 'statement' | 'start' | 'outsideBrackets' | 'repeated';

export interface Rule {
  /**
   * Source of a regular expression. It matches a short mark, never what stands between two marks. With `^` it is looked
   * for at the start of lines alone.
   */
  readonly mark: string;
  /** Source of a regular expression for the text before the mark. Looking behind at every place would be slow. */
  readonly after?: string | undefined;
  readonly where?: SyntaxState;
  readonly step: GrammarStep;
}

/** A part of a text that one set of rules reads: the code of a language, the inside of its strings, a comment. */
export interface Mode {
  readonly kind: RegionKind;
  /** The rules, of which the first that matches counts. A function, because modes refer to each other. */
  readonly rules: () => readonly Rule[];
  readonly ignoresCase?: boolean;
  readonly endsWithLine?: boolean;
  /** Whether it ends with a closing bracket that was not opened in it. */
  readonly closes?: boolean;
  /** Source of the regular expression for the mark that leaves the mode, from its data. */
  readonly close?: (data: string) => string;
  /** Returns the column at which the mode ends in a line; undefined: it goes on. Called before anything inside is read. */
  readonly endIn?: (line: string, data: string) => number | undefined;
  /** Returns the source of a regular expression. The mode ends before its match, whatever is open inside. */
  readonly stop?: (data: string) => string;
  /** Tells the next line whether this one ends in a value, as `operand` asks, or goes on, as `statement` does. */
  readonly carries?: 'value' | 'continuation';
  /** Whether a statement follows `if (x)`, not an operator. Used for `operand`. */
  readonly hasHeads?: boolean;
  /** Whether it has rules for the start of the document. */
  readonly hasStart?: boolean;
}

export const skip: GrammarStep = { do: 'skip' };
export const leave: GrammarStep = { do: 'leave' };
export const enter = (mode: Mode, more: Omit<Enter, 'mode'> = {}): GrammarStep => ({ do: 'enter', mode, ...more });
export const swap = (mode: Mode, more: Omit<Enter, 'mode'> = {}): GrammarStep => ({ do: 'swap', mode, ...more });

/** Returns a mode that is nothing but plain text of a kind. */
export const plain = (kind: RegionKind): Mode => ({ kind, rules: () => [] });

const continues: Rule = { mark: '\\\\$', step: { do: 'continue' } };
/** A backslash and what follows it. */
export const escape: Rule = { mark: '\\\\[^]', step: skip };
export const escapes: readonly Rule[] = [continues, escape];

export const brackets = (open: string, close: string): readonly Rule[] => [
  { mark: open, step: { do: 'openBracket' } },
  { mark: close, step: { do: 'closeBracket' } },
];

const lineCommentMode: Mode = { kind: 'comment', endsWithLine: true, rules: () => [] };
const continuedCommentMode: Mode = { kind: 'comment', endsWithLine: true, rules: () => [continues] };

/** A comment up to the end of the line; C's goes on after a backslash. */
export const lineComment = (mark: string, { after, continued }: { after?: string; continued?: true } = {}): Rule => ({
  mark,
  after,
  step: enter(continued ? continuedCommentMode : lineCommentMode),
});

/** A comment from `open` to `close`, both sources of regular expressions. */
export function blockComment(open: string, close: string, { nests = false } = {}): Rule {
  const rules = nests ? brackets(open, close) : [{ mark: close, step: leave }];
  return { mark: open, step: enter({ kind: 'comment', closes: true, rules: () => rules }) };
}

interface StringOptions {
  /** The closing mark. Default: the same as `open`. */
  readonly close?: string;
  /** Marks that do not end the string: escapes, a doubled quote. Default: a backslash and what follows it. */
  readonly escaped?: readonly Rule[];
  /** Rules for the code inside the string. */
  readonly holes?: () => readonly Rule[];
  readonly manyLines?: boolean;
  readonly kind?: RegionKind;
  readonly after?: string;
}

/** Options of a string over many lines, and of one in which nothing is an escape. */
export const many = { manyLines: true } as const;
export const raw = { manyLines: true, escaped: [] } as const;

export function stringMode(close: string, options: StringOptions = {}): Mode {
  const { escaped = escapes, holes, manyLines = false, kind = 'string' } = options;
  return {
    kind,
    endsWithLine: !manyLines,
    rules: () => [...escaped, ...(holes?.() ?? []), { mark: close, step: leave }],
  };
}

/** A string that opens with `open`, the source of a regular expression. */
export const string = (open: string, options: StringOptions = {}): Rule => ({
  mark: open,
  after: options.after,
  step: enter(stringMode(options.close ?? open, options)),
});

/** A string whose closing mark depends on what opened it. `close` makes it, as plain text, from the groups of `open`. */
export function fencedString(
  open: string,
  close: (...groups: string[]) => string,
  { escaped = [], holes, manyLines = true, kind = 'string', after }: Omit<StringOptions, 'close'> = {},
): Rule {
  const mode: Mode = {
    kind,
    endsWithLine: !manyLines,
    close: literalPattern,
    rules: () => [...escaped, ...(holes?.() ?? [])],
  };
  return {
    mark: open,
    after,
    step: enter(mode, { data: ({ groups }) => close(...groups.map((group) => group ?? '')) }),
  };
}

/** Rules by which a doubled quote stands for one quote. */
export const doubled = (quote: string): readonly Rule[] => [{ mark: quote + quote, step: skip }];

/** A pattern for `after`: no letter, digit or underscore. */
export const noWord = '(?:^|[^\\p{L}\\p{N}_])';

/** One character between quotes; a lone quote (a lifetime, a name like foldl', a quoted symbol) opens nothing. */
export const character: Rule = { mark: "'(?:\\\\[^][^']{0,10}|[^\\\\'])'", step: skip };

/** Makes a mode of code. The rules come in a function if they refer to the mode itself or to a later declaration. */
export const codeMode = (rules: readonly Rule[] | (() => readonly Rule[]), more: Partial<Mode> = {}): Mode => ({
  kind: 'code',
  rules: typeof rules === 'function' ? rules : () => rules,
  ...more,
});

/** Ends a mode, as its `endIn`, with the first line that is indented no more than the column in `data`. */
export function outdent(line: string, data: string): number | undefined {
  const text = line.search(/\S/);
  return text < 0 || text > Number(data) ? undefined : 0;
}

/** A rule for code inside a string. The code ends with a closing bracket that was not opened in it. */
export const hole = (
  mark: string,
  rules: () => readonly Rule[],
  [open, close]: readonly [string, string] = ['\\{', '\\}'],
  more: Partial<Mode> = {},
): Rule => ({
  mark,
  step: enter(codeMode(() => [...rules(), ...brackets(open, close)], { closes: true, ...more })),
});

/** A text that begins with the next line and ends with one that holds its name only. */
export function heredoc(
  mark: string,
  name: (...groups: string[]) => string,
  holes: () => readonly Rule[] = () => [],
  { follows = '(?![\\p{L}\\p{N}_])', after }: { follows?: string; after?: string } = {},
): Rule {
  const mode: Mode = {
    kind: 'string',
    rules: holes,
    endIn: (line, data) => new RegExp(`^[ \\t]*${literalPattern(data)}${follows}`, 'u').exec(line)?.[0].length,
  };
  return {
    mark,
    after,
    step: { do: 'enterNextLine', mode, data: ({ groups }) => name(...groups.map((group) => group ?? '')) },
  };
}
