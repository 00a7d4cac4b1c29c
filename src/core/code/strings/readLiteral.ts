import { escapeAt, lineBreakAt } from './escapes';
import { blockPieces, dedentedPieces, trimmedPieces } from './layout';
import { formAt } from './literal';
import type { StringPiece, StringForm, StringLanguage, StringLiteral, StringUse } from './literal';

/** UTF-16 code units of one string, at most: more than any prompt that people write into code. */
const maxLength = 200_000;
/** Levels of strings within holes of strings. */
const maxDepth = 20;

const javaSpec = /%(?:\d+\$|<)?[-#+ 0,(]*\d*(?:\.\d+)?(?:[tT](?=[a-zA-Z]))?[a-zA-Z]/y;

/** Placeholders that begin with `%`, in strings that are filled with values, by language. */
const printfSpecs: Partial<Readonly<Record<StringLanguage, RegExp>>> = {
  python: /%(?:\([^()\n]{0,80}\))?[-#+ 0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?[hlL]?[a-zA-Z]/y,
  go: /%[-#+ 0]*(?:\[\d+\])?(?:\d+|\*)?(?:\.(?:\[\d+\])?(?:\d+|\*)?)?(?:\[\d+\])?[a-zA-Z]/y,
  java: javaSpec,
  kotlin: javaSpec,
};

/** Reads the string that begins at a place, with its prefix. `undefined`: none does, it does not end, or is not known here. */
export function readLiteral(
  text: string,
  at: number,
  language: StringLanguage,
  use: StringUse = {},
  depth = 0,
): StringLiteral | undefined {
  const form = depth > maxDepth ? undefined : formAt(text, at, language, use);
  if (!form) return undefined;
  const reader = new LiteralReader(text, at + form.opening.length, form, depth);
  const raw = reader.read();
  if (!raw) return undefined;
  const start = at + form.opening.length;
  const whole = {
    ...{ form, use, start: at, end: raw.end, inner: { start, end: raw.innerEnd } },
    ...{ pieces: raw.pieces, indent: '' },
  };
  const laid = form.isBlock ? blockPieces(text, whole) : whole;
  if (!laid) return undefined;
  const dedented = use.isDedented ? dedentedPieces(text, laid) : laid;
  return use.isTrimmed ? trimmedPieces(dedented) : dedented;
}

/** Finds the bracket that ends code, as in the hole of a string, from a place within. `undefined`: it does not end. */
function codeEnd(text: string, from: number, language: StringLanguage, depth: number): number | undefined {
  let open = 0;
  const last = Math.min(text.length, from + maxLength);
  for (let at = from; at < last; at++) {
    const character = text.charAt(at);
    if (/["'`]/.test(character)) {
      const literal = readLiteral(text, at, language, {}, depth + 1);
      // It may be a character in single quotes, or the fill of a format.
      if (!literal && character !== "'") return undefined;
      if (literal) at = literal.end - 1;
    } else if (/[([{]/.test(character)) open++;
    else if (/[)\]}]/.test(character)) {
      if (open === 0) return character === '}' ? at : undefined;
      open--;
    }
  }
  return undefined;
}

class LiteralReader {
  private readonly pieces: StringPiece[] = [];
  private runStart: number;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly form: StringForm,
    private readonly depth: number,
  ) {
    this.runStart = at;
  }

  read(): { readonly pieces: readonly StringPiece[]; readonly innerEnd: number; readonly end: number } | undefined {
    const { text, form } = this;
    const last = Math.min(text.length, this.at + maxLength);
    while (this.at < last) {
      const { at } = this;
      if (this.isClosing(at)) {
        this.endRun();
        return { pieces: this.pieces, innerEnd: at, end: at + form.closing.length };
      }
      const brk = lineBreakAt(text, at);
      if (brk > 0) {
        if (!form.isMultiline) return undefined;
        this.push('\n', brk);
      } else if (!this.special(text.charAt(at))) return undefined;
    }
    return undefined;
  }

  /** Reads a character that may be special; `false`: the string cannot be read. */
  private special(character: string): boolean {
    const { text, at, form } = this;
    if (character === '\\' && form.escapes === 'backslash') {
      const found = escapeAt(text, at, form.language);
      if (!found) return false;
      // A backslash that escapes nothing is as plain as the rest.
      if (found.length === 1) this.at++;
      else this.push(found.text, found.length);
      return true;
    }
    if (character === '\\' && form.escapes === 'raw' && (form.language === 'python' || form.closing === '`')) {
      // The backslash keeps the next character from ending the string, and stays in the text.
      this.at += lineBreakAt(text, at + 1) > 0 ? 1 : 2;
      return true;
    }
    if (form.escapes === 'doubled' && text.startsWith('""', at)) {
      this.push('"', 2);
      return true;
    }
    if (form.isPrintf && character === '%') return this.percent();
    if (form.holes === 'braces' && (character === '{' || character === '}')) return this.brace(character);
    if (form.holes.startsWith('dollar') && character === '$') return this.dollar();
    this.at++;
    return true;
  }

  private isClosing(at: number): boolean {
    const { text, form } = this;
    if (!text.startsWith(form.closing, at)) return false;
    if (form.escapes === 'doubled') return !text.startsWith('""', at);
    // The last three quotes close: those before them belong to the text.
    return !(form.language === 'kotlin' && form.closing.length === 3 && text.charAt(at + 3) === '"');
  }

  private brace(brace: '{' | '}'): boolean {
    const { text, at, form } = this;
    let many = 1;
    while (text.charAt(at + many) === brace) many++;
    const isRaw = form.language === 'csharp' && form.escapes === 'raw';
    if (isRaw) {
      if (many < form.braces) {
        this.at += many;
        return true;
      }
      if (brace === '}' || many >= 2 * form.braces) return false;
      this.at += many - form.braces;
      return this.hole(this.at, form.braces);
    }
    if (many >= 2) {
      this.push(brace, 2);
      return true;
    }
    return brace === '{' && this.hole(at, 1);
  }

  private percent(): boolean {
    const { text, at } = this;
    if (text.startsWith('%%', at)) {
      this.push('%', 2);
      return true;
    }
    const spec = printfSpecs[this.form.language];
    if (!spec) return false;
    spec.lastIndex = at;
    const found = spec.exec(text)?.[0];
    if (found === undefined) return false;
    this.pushHole(found, found.length);
    return true;
  }

  private dollar(): boolean {
    const { text, at, form } = this;
    if (text.startsWith("${'$'}", at) && form.language === 'kotlin') {
      this.push('$', 6);
      return true;
    }
    if (text.charAt(at + 1) === '{') return this.hole(at, 2);
    const name = form.holes === 'dollarName' ? /[\p{L}_][\p{L}\p{N}_]*/uy : undefined;
    if (name) {
      name.lastIndex = at + 1;
      const found = name.exec(text)?.[0];
      if (found !== undefined) {
        this.pushHole(found, 1 + found.length);
        return true;
      }
    }
    this.at++;
    return true;
  }

  /** Reads a hole; `false`: it does not end. `opening`: how many characters open it. */
  private hole(start: number, opening: number): boolean {
    const { text, form } = this;
    const from = start + opening;
    const end = codeEnd(text, from, form.language, this.depth);
    const closing = '}'.repeat(form.braces);
    if (end === undefined || !text.startsWith(closing, end)) return false;
    this.at = start;
    this.pushHole(text.slice(from, end), end + closing.length - start);
    return true;
  }

  private push(text: string, length: number): void {
    this.endRun();
    this.pieces.push({ kind: 'text', text, start: this.at, end: this.at + length });
    this.at = this.runStart = this.at + length;
  }

  private pushHole(code: string, length: number): void {
    this.endRun();
    this.pieces.push({ kind: 'hole', code, start: this.at, end: this.at + length });
    this.at = this.runStart = this.at + length;
  }

  private endRun(): void {
    const { text, runStart: start, at: end } = this;
    if (end > start) this.pieces.push({ kind: 'text', text: text.slice(start, end), start, end });
  }
}
