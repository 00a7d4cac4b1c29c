import type { Saying } from '../../base/say';
import { shownName } from './shownName';

/** One command of bash or zsh, in its words, as far as its text tells. Nothing is run, no file and no variable is read. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** What stands below it for it to read (`<<'END'`). */
  readonly input?: string;
  /** Variables and commands in its words, as they stand there: only a shell knows what they are. */
  readonly expansions: readonly string[];
  /** What follows the command, or goes elsewhere: pipes, other commands, output to files. */
  readonly rest: string;
}

export function readShellCommand(text: string): ShellCommand | { readonly problem: Saying } {
  try {
    return new ShellReader(text.replace(/\r\n?/g, '\n').trimStart()).read();
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.said };
    throw error;
  }
}

class Unreadable extends Error {
  constructor(readonly said: Saying) {
    super('No command of a shell.');
  }
}

const whitespace = /[ \t]/;
/** Characters that end a word and are none. */
const operators = /[|&;()<>\n]/;

class ShellReader {
  private at = 0;
  private readonly words: string[] = [];
  private readonly expansions: string[] = [];
  private readonly left: string[] = [];
  /** The word that ends the text below, and whether the shell leaves that as it is. */
  private heredoc: { readonly end: string; readonly isLiteral: boolean; readonly strips: boolean } | undefined;
  private input: string | undefined;

  constructor(private readonly text: string) {}

  read(): ShellCommand {
    const { words, expansions } = this;
    while (this.at < this.text.length && this.step());
    if (this.heredoc) throw new Unreadable((say) => say('The text that the command reads has no end.'));
    const rest = [...this.left, this.text.slice(this.at).trim()].filter((piece) => piece !== '').join(' ');
    return { words, expansions, rest, ...(this.input !== undefined && { input: this.input }) };
  }

  /** `false` at the end of the command. */
  private step(): boolean {
    const { text } = this;
    const char = text.charAt(this.at);
    if (whitespace.test(char)) this.at += 1;
    else if (this.skipContinuation()) return true;
    else if (char === '#') this.at = endOfLine(text, this.at);
    else if (char === '\n') return this.endLine();
    else if (
      char === '<' ||
      char === '>' ||
      /^\d?[<>]/.test(text.slice(this.at, this.at + 2)) ||
      text.startsWith('&>', this.at)
    ) {
      this.redirect();
    } else if (operators.test(char)) return this.endAtOperator();
    else this.words.push(this.word());
    return true;
  }

  /** A backslash at the end of a line joins it with the next. Blanks behind it are forgiven: pages put them there. */
  private skipContinuation(): boolean {
    const found = /^\\[ \t]*\n/.exec(this.text.slice(this.at, this.at + 200));
    if (found) this.at += found[0].length;
    return found !== null;
  }

  private endLine(): boolean {
    this.at += 1;
    if (this.heredoc) this.readHeredoc(this.heredoc);
    return this.words.length === 0;
  }

  /** The rest of the line is another command; what stands below it may still be for this one. */
  private endAtOperator(): boolean {
    if (!this.heredoc) return false;
    const end = endOfLine(this.text, this.at);
    this.left.push(this.text.slice(this.at, end).trim());
    this.at = end;
    return true;
  }

  private redirect(): void {
    const found = /^(?:<<<|<<-?|\d?>>?\|?&?|&>>?|\d?<&?)/.exec(this.text.slice(this.at))?.[0] ?? '';
    const start = this.at;
    this.at += found.length;
    while (whitespace.test(this.text.charAt(this.at))) this.at += 1;
    const from = this.at;
    const target = this.word();
    if (found === '<<<') this.input = `${target}\n`;
    else if (found.startsWith('<<')) {
      const isLiteral = /['"\\]/.test(this.text.slice(from, this.at));
      this.heredoc = { end: target, isLiteral, strips: found.endsWith('-') };
    } else if (found.endsWith('<')) {
      throw new Unreadable((say) => say('It reads the file {0}. No files are read here.', shownName(target)));
    } else this.left.push(this.text.slice(start, this.at));
  }

  private readHeredoc({ end, isLiteral, strips }: NonNullable<ShellReader['heredoc']>): void {
    const lines: string[] = [];
    while (this.at < this.text.length) {
      const stop = endOfLine(this.text, this.at);
      const line = strips ? this.text.slice(this.at, stop).replace(/^\t+/, '') : this.text.slice(this.at, stop);
      this.at = Math.min(this.text.length, stop + 1);
      if (line === end) {
        this.heredoc = undefined;
        const whole = lines.map((each) => `${each}\n`).join('');
        this.input = isLiteral ? whole : new ShellReader(whole).expanded(this.expansions);
        return;
      }
      lines.push(line);
    }
  }

  /** All of the text as it is between double quotes, where those mean nothing. */
  private expanded(expansions: string[]): string {
    const value = this.doubleQuoted(false);
    expansions.push(...this.expansions);
    return value;
  }

  private word(): string {
    let word = '';
    const { text } = this;
    while (this.at < text.length) {
      const char = text.charAt(this.at);
      if (whitespace.test(char) || operators.test(char)) break;
      if (char === '\\') {
        if (this.skipContinuation()) continue;
        word += text.charAt(this.at + 1);
        this.at += 2;
      } else if (char === "'") word += this.singleQuoted();
      else if (char === '"') {
        this.at += 1;
        word += this.doubleQuoted(true);
      } else if (text.startsWith("$'", this.at)) word += this.ansiQuoted();
      else if (text.startsWith('$"', this.at)) this.at += 1;
      else word += this.expansion() ?? this.take(1);
    }
    return word;
  }

  private take(length: number): string {
    const taken = this.text.slice(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  private singleQuoted(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw unclosed("'");
    const value = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return value;
  }

  private doubleQuoted(isClosed: boolean): string {
    let value = '';
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (isClosed && char === '"') {
        this.at += 1;
        return value;
      }
      if (char === '\\') {
        const next = this.text.charAt(this.at + 1);
        this.at += 2;
        if (next === '\n') continue;
        value += (isClosed ? '$`"\\' : '$`\\').includes(next) ? next : char + next;
      } else value += this.expansion() ?? this.take(1);
    }
    if (isClosed) throw unclosed('"');
    return value;
  }

  /** What a shell would put something else in place of, as it stands there. */
  private expansion(): string | undefined {
    if (!'$`'.includes(this.text.charAt(this.at))) return undefined;
    const rest = this.text.slice(this.at, this.at + 10_000);
    const found =
      /^\$(?:\w+|[@*#?$!-]|\{[^}]*\})/.exec(rest)?.[0] ?? /^`(?:[^`\\]|\\.)*`/s.exec(rest)?.[0] ?? balanced(rest);
    if (found === undefined) return undefined;
    this.expansions.push(found);
    return this.take(found.length);
  }

  /** `$'…'`: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html. */
  private ansiQuoted(): string {
    this.at += 2;
    const bytes: number[] = [];
    const write = (text: string): void => void bytes.push(...new TextEncoder().encode(text));
    for (;;) {
      const rest = this.text.slice(this.at, this.at + 12);
      if (rest === '') throw unclosed("$'");
      if (rest.startsWith("'")) break;
      const escape =
        /^\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([^])|([^]))/.exec(rest);
      const found = escape?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
      this.at += found.length;
      if (!escape) write(found);
      else {
        const [, octal, byte, short, long, control, letter] = escape;
        if (octal !== undefined || byte !== undefined) {
          bytes.push((octal === undefined ? Number.parseInt(byte ?? '', 16) : Number.parseInt(octal, 8)) & 0xff);
        } else if (short !== undefined || long !== undefined) {
          write(this.withOtherHalf(characterOf(Number.parseInt(short ?? long ?? '', 16))));
        } else if (control !== undefined) bytes.push(control.charCodeAt(0) & 0x1f);
        else write(ansiLetters.get(letter ?? '') ?? `\\${letter ?? ''}`);
      }
    }
    this.at += 1;
    // A shell ends the text there.
    if (bytes.includes(0)) throw new Unreadable((say) => say('It has a NUL character, which no command can take.'));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes));
  }

  /** Browsers write a character in two halves, which no shell joins. */
  private withOtherHalf(half: string): string {
    const other = /^[\ud800-\udbff]$/.test(half)
      ? /^\\u(d[c-f][0-9a-f]{2})/i.exec(this.text.slice(this.at, this.at + 6))
      : null;
    if (!other) return half;
    this.at += 6;
    return half + String.fromCharCode(Number.parseInt(other[1] ?? '', 16));
  }
}

const ansiLetters: ReadonlyMap<string, string> = new Map([
  ...([
    ['a', '\x07'],
    ['b', '\b'],
    ['e', '\x1b'],
    ['E', '\x1b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
  ] as const),
  ...([
    ['t', '\t'],
    ['v', '\v'],
    ['\\', '\\'],
    ["'", "'"],
    ['"', '"'],
    ['?', '?'],
  ] as const),
]);

function characterOf(point: number): string {
  if (point > 0x10ffff) throw new Unreadable((say) => say('It has an escape that is no character.'));
  return String.fromCodePoint(point);
}

const unclosed = (quote: string): Unreadable => new Unreadable((say) => say('A quote ({0}) is not closed.', quote));

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** `$(…)` at the start of the text. */
function balanced(text: string): string | undefined {
  if (!text.startsWith('$(')) return undefined;
  let depth = 0;
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return undefined;
}
