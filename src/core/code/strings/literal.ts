import type { Span } from '../../text/span';

/** Languages whose strings are read and written here. Languages that write them alike have one name. */
export type StringLanguage = 'script' | 'python' | 'go' | 'java' | 'kotlin' | 'csharp';

/** A stretch of a string: text, or code whose value stands there. A run of plain text is as long as it is written. */
export type StringPiece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'hole'; readonly code: string; readonly start: number; readonly end: number };

/** Treatment of the value of a string before it is used, as far as it is known here. */
export interface StringUse {
  /** `.format(…)`: braces are holes. */
  readonly isFormat?: boolean;
  /** `"…" % x`, `Sprintf("…", x)`: `%s` is a hole, and `%%` a percent sign. */
  readonly isPrintf?: boolean;
  /** `String.raw`: a backslash stands for itself. */
  readonly isRaw?: boolean;
  /** `dedent(…)`: lines lose the indentation that they have in common. */
  readonly isDedented?: boolean;
  /** `.strip()`: the text loses the blanks at both ends. */
  readonly isTrimmed?: boolean;
}

/** How a string is written. */
export interface StringForm {
  readonly language: StringLanguage;
  /** The opening quotes, with their prefix: `f"""`. */
  readonly opening: string;
  readonly closing: string;
  /** `raw`: a backslash stands for itself, but in Python it keeps a quote from closing. `doubled`: a quote is written twice. */
  readonly escapes: 'backslash' | 'raw' | 'doubled';
  /** How holes are written: `{x}`, `${x}`, or `${x}` and `$x`. */
  readonly holes: 'none' | 'braces' | 'dollar' | 'dollarName';
  readonly isPrintf: boolean;
  /** Number of braces that open a hole. Only strings with dollars of C# have more than one. */
  readonly braces: number;
  readonly isMultiline: boolean;
  /** The language itself takes the indentation away. */
  readonly isBlock: boolean;
}

/** A string of code. Offsets in UTF-16 code units. */
export interface StringLiteral extends Span {
  readonly form: StringForm;
  readonly use: StringUse;
  /** The place of its text, between the quotes. */
  readonly inner: Span;
  /** The content, in order. A line break is a piece of its own, and includes the indentation behind it. */
  readonly pieces: readonly StringPiece[];
  /** The indentation of every line but the first, which is no part of its text. */
  readonly indent: string;
}

/** Returns the language of the strings by the id of a language. `undefined`: its strings are not known here. */
export function stringLanguageOf(languageId: string): StringLanguage | undefined {
  if (/^(?:java|type)script(?:react)?$/.test(languageId)) return 'script';
  return (['python', 'go', 'java', 'kotlin', 'csharp'] as const).find((each) => each === languageId);
}

const openings: Readonly<Record<StringLanguage, RegExp>> = {
  script: /()(["'`])/y,
  python: /(|[rRuUfFtT]|[rR][fFtT]|[fFtT][rR])("""|'''|["'])/y,
  go: /()(["`])/y,
  java: /()("""[ \t\f]*(?=\r?\n)|"(?!""))/y,
  kotlin: /(?<!\$)()("""|")/y,
  csharp: /(\$?@\$?|\$*)("{3,}|")/y,
};

/** Returns how the string that begins at a place is written; `undefined`: none begins there that is known here. */
export function formAt(
  text: string,
  at: number,
  language: StringLanguage,
  { isFormat = false, isPrintf = false, isRaw = false }: StringUse,
): StringForm | undefined {
  const pattern = openings[language];
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, prefix = '', quotes = ''] = match;
  const form = { language, opening: match[0], closing: quotes, braces: 1, isBlock: false, isPrintf } as const;
  switch (language) {
    case 'script':
      return quotes === '`'
        ? { ...form, escapes: isRaw ? 'raw' : 'backslash', holes: 'dollar', isMultiline: true }
        : { ...form, escapes: 'backslash', holes: 'none', isMultiline: false };
    case 'python': {
      const isFilled = /[ft]/i.test(prefix);
      // Strings that are filled twice are not known here.
      if (isFilled && (isFormat || isPrintf)) return undefined;
      const holes = isFormat || isFilled ? 'braces' : 'none';
      return {
        ...form,
        escapes: /r/i.test(prefix) ? 'raw' : 'backslash',
        holes,
        isMultiline: quotes.length === 3,
      };
    }
    case 'go':
      return { ...form, escapes: quotes === '`' ? 'raw' : 'backslash', holes: 'none', isMultiline: quotes === '`' };
    case 'java': {
      const isBlock = quotes.length > 1;
      return {
        ...form,
        closing: isBlock ? '"""' : '"',
        escapes: 'backslash',
        holes: 'none',
        isMultiline: isBlock,
        isBlock,
      };
    }
    case 'kotlin':
      return quotes === '"'
        ? { ...form, escapes: 'backslash', holes: 'dollarName', isMultiline: false }
        : { ...form, escapes: 'raw', holes: 'dollarName', isMultiline: true };
    case 'csharp':
      return csharpForm(text, at, prefix, quotes, form);
  }
}

function csharpForm(
  text: string,
  at: number,
  prefix: string,
  quotes: string,
  form: Pick<StringForm, 'language' | 'opening' | 'closing' | 'braces' | 'isBlock' | 'isPrintf'>,
): StringForm | undefined {
  const holes = prefix.includes('$') ? 'braces' : 'none';
  if (prefix.includes('@')) {
    return {
      ...form,
      opening: `${prefix}"`,
      closing: '"',
      escapes: 'doubled',
      holes,
      isMultiline: true,
    };
  }
  if (quotes === '"') {
    return prefix.length > 1 ? undefined : { ...form, escapes: 'backslash', holes, isMultiline: false };
  }
  const after = at + form.opening.length;
  const isBlock = /^[ \t]*\r?\n/.test(text.slice(after, after + 200));
  return { ...form, escapes: 'raw', holes, braces: Math.max(1, prefix.length), isMultiline: isBlock, isBlock };
}
