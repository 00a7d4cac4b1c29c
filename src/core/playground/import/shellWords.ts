import type { Saying } from '../../base/say';
import { stepsOf } from '../../base/work';
import type { Work } from '../../base/work';
import { ansiQuoted } from './ansiQuotes';
import { keptFileMark } from './keptFileMark';
import { shownName } from './shownName';
import { endOfLine } from '../../text/offsets';

/** One command of bash or zsh, split into words by its text alone. Nothing is run, and no file or variable is read. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The input that the text gives the command, below it (`<<'END'`) or beside it (`<<<`); absent without one. */
  readonly input?: string;
  /** Variables and commands in its words, as they are written. Only a shell knows their values. */
  readonly expansions: readonly string[];
  /** The remainder, which follows the command or leads elsewhere: pipes, other commands, output to files. */
  readonly rest: string;
}

/** Reads a command. The time it takes grows with the length of the text alone, whatever the text is. */
export function* readShellCommand(text: string): Work<ShellCommand | { readonly problem: Saying }> {
  try {
    return yield* new ShellReader((text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trimStart()).read();
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
/** Characters that end a word and are no part of it. */
const operators = /[|&;()<>\n]/;

/** UTF-16 code units in one step. */
const stepLength = 16_384;
/** Characters that a shell takes as they stand, in a word and between double quotes. */
const plain = {
  word: new RegExp(`[^ \\t|&;()<>\\n\\\\'"$\`]{1,${stepLength}}`, 'y'),
  quoted: new RegExp(`[^"\\\\$\`]{1,${stepLength}}`, 'y'),
};

/** UTF-16 code units of an expansion. */
const maxExpansion = 10_000;
/** Number of different expansions of a command that are remembered. */
const maxExpansions = 20;

class ShellReader {
  private at = 0;
  private readonly words: string[] = [];
  private readonly expansions = new Set<string>();
  /** Code units that failing searches for the end of an expansion may still look at. */
  private searchable: number;
  private readonly isStep = stepsOf(stepLength);
  private readonly left: string[] = [];
  /** The word that ends the text below, and whether the shell leaves that text as it is. */
  private heredoc: { readonly end: string; readonly isLiteral: boolean; readonly strips: boolean } | undefined;
  private input: string | undefined;

  constructor(private readonly text: string) {
    this.searchable = text.length + maxExpansion;
  }

  *read(): Work<ShellCommand> {
    const { words } = this;
    while (this.at < this.text.length && (yield* this.step()));
    if (this.heredoc) throw new Unreadable((say) => say('The text that the command reads has no end.'));
    const rest = [...this.left, this.text.slice(this.at).trim()].filter((piece) => piece !== '').join(' ');
    return { words, expansions: [...this.expansions], rest, ...(this.input !== undefined && { input: this.input }) };
  }

  /** Reads the next piece. Returns `false` at the end of the command. */
  private *step(): Work<boolean> {
    const { text } = this;
    const before = this.at;
    const char = text.charAt(this.at);
    if (whitespace.test(char)) this.at += 1;
    else if (this.skipContinuation()) return true;
    else if (char === '#') this.at = endOfLine(text, this.at);
    else if (char === '\n') return yield* this.endLine();
    else if (
      char === '<' ||
      char === '>' ||
      /^\d?[<>]/.test(text.slice(this.at, this.at + 2)) ||
      text.startsWith('&>', this.at)
    ) {
      yield* this.redirect();
    } else if (operators.test(char)) return this.endAtOperator();
    else this.words.push(yield* this.word());
    if (this.isStep(this.at - before)) yield;
    return true;
  }

  /** Skips a backslash that joins a line with the next. Blanks behind it are accepted, as web pages put them there. */
  private skipContinuation(): boolean {
    const found = /^\\[ \t]*\n/.exec(this.text.slice(this.at, this.at + 200));
    if (found) this.at += found[0].length;
    return found !== null;
  }

  private *endLine(): Work<boolean> {
    this.at += 1;
    if (this.heredoc) yield* this.readHeredoc(this.heredoc);
    return this.words.length === 0;
  }

  /** Ends the command. The rest of the line is another one, but the text below it may still be for this one. */
  private endAtOperator(): boolean {
    if (!this.heredoc) return false;
    const end = endOfLine(this.text, this.at);
    this.left.push(this.text.slice(this.at, end).trim());
    this.at = end;
    return true;
  }

  private *redirect(): Work<void> {
    const found = /^(?:<<<|<<-?|\d?>>?\|?&?|&>>?|\d?<&?)/.exec(this.text.slice(this.at))?.[0] ?? '';
    const start = this.at;
    this.at += found.length;
    while (whitespace.test(this.text.charAt(this.at))) this.at += 1;
    const from = this.at;
    const target = yield* this.word();
    if (found === '<<<') this.input = `${target}\n`;
    else if (found.startsWith('<<')) {
      const isLiteral = /['"\\]/.test(this.text.slice(from, this.at));
      this.heredoc = { end: target, isLiteral, strips: found.endsWith('-') };
    } else if (found.endsWith('<')) {
      throw new Unreadable((say) => say('It reads the file {0}. No files are read here.', shownName(target)));
    } else this.left.push(this.text.slice(start, this.at));
  }

  private *readHeredoc({ end, isLiteral, strips }: NonNullable<ShellReader['heredoc']>): Work<void> {
    const lines: string[] = [];
    while (this.at < this.text.length) {
      const stop = endOfLine(this.text, this.at);
      const line = strips ? this.text.slice(this.at, stop).replace(/^\t+/, '') : this.text.slice(this.at, stop);
      this.at = Math.min(this.text.length, stop + 1);
      if (line === end) {
        this.heredoc = undefined;
        const whole = lines.map((each) => `${each}\n`).join('');
        this.input = isLiteral ? whole : yield* new ShellReader(whole).expanded(this.expansions);
        return;
      }
      lines.push(line);
      if (this.isStep(line.length + 1)) yield;
    }
  }

  /** Reads all of the text as if it stood between double quotes, while the quotes in it mean nothing. */
  private *expanded(expansions: Set<string>): Work<string> {
    const value = yield* this.doubleQuoted(false);
    for (const each of this.expansions) expansions.add(each);
    return value;
  }

  private *word(): Work<string> {
    let word = '';
    const { text } = this;
    while (this.at < text.length) {
      const before = this.at;
      const words = this.plain('word');
      const char = text.charAt(this.at);
      if (words !== '') word += words;
      else if (whitespace.test(char) || operators.test(char)) break;
      else if (char === '\\') {
        if (this.skipContinuation()) continue;
        word += text.charAt(this.at + 1);
        this.at += 2;
      } else if (char === "'") word += this.singleQuoted();
      else if (char === '"') {
        this.at += 1;
        word += yield* this.doubleQuoted(true);
      } else if (text.startsWith("$'", this.at)) word += yield* this.ansiQuoted();
      else if (text.startsWith('$"', this.at)) this.at += 1;
      else word += this.expansion() ?? this.take(1);
      if (this.isStep(this.at - before)) yield;
    }
    return word;
  }

  private plain(where: keyof typeof plain): string {
    plain[where].lastIndex = this.at;
    return this.take(plain[where].exec(this.text)?.[0].length ?? 0);
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

  private *doubleQuoted(isClosed: boolean): Work<string> {
    let value = '';
    while (this.at < this.text.length) {
      const before = this.at;
      const words = this.plain('quoted');
      const char = this.text.charAt(this.at);
      if (words !== '') value += words;
      else if (isClosed && char === '"') {
        this.at += 1;
        return value;
      } else if (char === '\\') {
        const next = this.text.charAt(this.at + 1);
        this.at += 2;
        if (next !== '\n') value += (isClosed ? '$`"\\' : '$`\\').includes(next) ? next : char + next;
      } else value += this.expansion() ?? this.take(1);
      if (this.isStep(this.at - before)) yield;
    }
    if (isClosed) throw unclosed('"');
    return value;
  }

  /**
   * Takes a text that a shell would replace, such as `$NAME`, as it is written. The bytes of a file of ours become its
   * mark. `undefined`: no such text is found here.
   */
  private expansion(): string | undefined {
    const { text, at } = this;
    if (!'$`'.includes(text.charAt(at))) return undefined;
    const rest = text.slice(at, at + maxExpansion);
    const isOpen = /^(?:\$[({]|`)/.test(rest);
    if (isOpen && this.searchable < 0) return undefined;
    const found =
      /^\$(?:\w+|[@*#?$!-]|\{[^}]*\})/.exec(rest)?.[0] ?? /^`(?:[^`\\]|\\.)*`/s.exec(rest)?.[0] ?? balanced(rest);
    if (found === undefined) {
      if (isOpen) this.searchable -= rest.length;
      return undefined;
    }
    if (isFile(found)) {
      this.at += found.length;
      return keptFileMark(found);
    }
    if (this.expansions.size < maxExpansions) this.expansions.add(found);
    return this.take(found.length);
  }

  private *ansiQuoted(): Work<string> {
    const read = yield* ansiQuoted(this.text, this.at + 2);
    if ('problem' in read) throw new Unreadable(read.problem);
    this.at = read.end;
    return read.value;
  }
}

const unclosed = (quote: string): Unreadable => new Unreadable((say) => say('A quote ({0}) is not closed.', quote));

/**
 * Whether an expansion reads a file, as our own commands do (`export/curlCode.ts`). It cannot stay in JSON as it is.
 */
const isFile = (expansion: string): boolean =>
  expansion.startsWith('$(base64 < ') && expansion.endsWith(String.raw` | tr -d '\n')`);

/** Returns the `$(…)` at the start of a text. */
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
