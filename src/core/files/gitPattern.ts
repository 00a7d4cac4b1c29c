import { GlobProgram, isAny, isNoSlash, literal, slash } from './globProgram';
import type { GlobNode } from './globProgram';

/** One line of a .gitignore file. */
export interface GitPattern {
  /** Takes back what an earlier line ignores. */
  readonly negative: boolean;
  readonly foldersOnly: boolean;
  /** Whether it matches the last part of a path. `false`: it matches the whole path from the folder of the file on. */
  readonly matchesName: boolean;
  readonly program: GlobProgram;
}

// How git reads a line and matches it: parse_path_pattern, match_basename and match_pathname in its dir.c, and wildmatch.c.
// Patterns and paths are bytes: `?` is one byte, which is not all of an `é`.

const [hash, bang, star, question, backslash, space] = [0x23, 0x21, 0x2a, 0x3f, 0x5c, 0x20];
const [open, close, caret, dash, colon] = [0x5b, 0x5d, 0x5e, 0x2d, 0x3a];

/** Maximum length, in bytes, of a line that is read. No path is longer on any system that git runs on. */
export const maxPatternLength = 4_096;

/** Parses a line without its line end; `undefined` where it is a comment, blank, too long, or never matches anything. */
export function parseGitPattern(line: Uint8Array, ignoreCase: boolean): GitPattern | undefined {
  if (line[0] === hash || line.length > maxPatternLength) return undefined;
  let pattern = withoutTrailingSpaces(line);
  const negative = pattern[0] === bang;
  if (negative) pattern = pattern.subarray(1);
  const foldersOnly = pattern.at(-1) === slash;
  if (foldersOnly) pattern = pattern.subarray(0, -1);
  const matchesName = !pattern.includes(slash);
  if (pattern[0] === slash) pattern = pattern.subarray(1);
  if (pattern.length === 0) return undefined;
  const nodes = new WildmatchReader(pattern, ignoreCase).read();
  return nodes && { negative, foldersOnly, matchesName, program: new GlobProgram(nodes) };
}

/** Removes spaces at the end, unless a backslash is before them. */
function withoutTrailingSpaces(line: Uint8Array): Uint8Array {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === backslash) at++;
    else if (line[at] === space) continue;
    end = Math.min(line.length, at + 1);
  }
  return line.subarray(0, end);
}

/** Changes A to Z to lower case. Git folds no other letters. */
export const toLowerByte = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);
const toUpperByte = (byte: number): number => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte);

type Test = (byte: number) => boolean;

class WildmatchReader {
  private at = 0;
  private readonly nodes: GlobNode[] = [];

  constructor(
    private readonly pattern: Uint8Array,
    private readonly ignoreCase: boolean,
  ) {}

  /** Reads a pattern; `undefined` where it matches nothing, such as one with a `[` without its `]`. */
  read(): GlobNode[] | undefined {
    const { pattern } = this;
    while (this.at < pattern.length) {
      const byte = pattern[this.at++]!;
      if (byte === star) this.readStars();
      else if (byte === question) this.nodes.push({ kind: 'one', test: isNoSlash });
      else if (byte === open) {
        const test = this.readClass();
        if (!test) return undefined;
        this.nodes.push({ kind: 'one', test: (other) => other !== slash && test(other) });
      } else {
        if (byte === backslash && this.at === pattern.length) return undefined;
        this.pushLiteral(byte === backslash ? pattern[this.at++]! : byte);
      }
    }
    return this.nodes;
  }

  private pushLiteral(byte: number): void {
    this.nodes.push(literal(this.ignoreCase ? toLowerByte(byte) : byte));
  }

  private readStars(): void {
    const { pattern } = this;
    const first = this.at - 1;
    while (pattern[this.at] === star) this.at++;
    // Git cuts off the part without wildcards in front, so that stars behind it stand at the start, too.
    const isPlain = this.nodes.length === first && this.nodes.every((node) => node.kind === 'one' && node.literal);
    const standsFirst = isPlain || pattern[first - 1] === slash;
    const next = pattern[this.at];
    const isSlashNext = next === slash || (next === backslash && pattern[this.at + 1] === slash);
    const isFolders = this.at - first > 1 && standsFirst && (next === undefined || isSlashNext);
    if (!isFolders) this.nodes.push({ kind: 'many', test: isNoSlash });
    else if (next !== slash) this.nodes.push({ kind: 'many', test: isAny });
    else {
      this.at++;
      this.nodes.push({ kind: 'choice', options: [[], [{ kind: 'many', test: isAny }, literal(slash)]] });
    }
  }

  /** Reads the class behind a `[`. */
  private readClass(): Test | undefined {
    const { pattern } = this;
    const negative = pattern[this.at] === bang || pattern[this.at] === caret;
    if (negative) this.at++;
    const tests: Test[] = [];
    let previous: number | undefined;
    for (let first = true; first || pattern[this.at] !== close; first = false) {
      let byte = pattern[this.at++];
      if (byte === undefined) return undefined;
      const next = pattern[this.at];
      if (byte === dash && previous !== undefined && next !== undefined && next !== close) {
        this.at++;
        const last = next === backslash ? pattern[this.at++] : next;
        if (last === undefined) return undefined;
        tests.push(rangeTest(previous, last));
        previous = undefined;
      } else if (byte === open && next === colon && this.hasNamedClass()) {
        const test = this.readNamedClass();
        if (!test) return undefined;
        tests.push(test);
        previous = undefined;
      } else {
        if (byte === backslash) byte = pattern[this.at++];
        if (byte === undefined) return undefined;
        tests.push(rangeTest(byte, byte));
        previous = byte;
      }
    }
    this.at++;
    const isIn: Test = (byte) => tests.some((test) => test(byte));
    const isInEither: Test = this.ignoreCase ? (byte) => isIn(byte) || isIn(toUpperByte(byte)) : isIn;
    return negative ? (byte) => !isInEither(byte) : isInEither;
  }

  /** Whether the next `]` ends a `[:name:]`. */
  private hasNamedClass(): boolean {
    const end = this.pattern.indexOf(close, this.at + 1);
    return end < 0 || (end > this.at + 1 && this.pattern[end - 1] === colon);
  }

  private readNamedClass(): Test | undefined {
    const end = this.pattern.indexOf(close, this.at + 1);
    if (end < 0) return undefined;
    const name = String.fromCharCode(...this.pattern.subarray(this.at + 1, end - 1));
    this.at = end + 1;
    return namedClasses.get(name);
  }
}

const rangeTest =
  (from: number, to: number): Test =>
  (byte) =>
    byte >= from && byte <= to;

const ofPattern =
  (characters: RegExp): Test =>
  (byte) =>
    byte < 0x80 && characters.test(String.fromCharCode(byte));

/** Named classes of characters: only those of ASCII, as in git. */
const namedClasses: ReadonlyMap<string, Test> = new Map([
  ['alnum', ofPattern(/[0-9A-Za-z]/)],
  ['alpha', ofPattern(/[A-Za-z]/)],
  ['blank', ofPattern(/[ \t]/)],
  ['cntrl', ofPattern(/\p{Cc}/u)],
  ['digit', ofPattern(/[0-9]/)],
  ['graph', ofPattern(/[!-~]/)],
  ['lower', ofPattern(/[a-z]/)],
  ['print', ofPattern(/[ -~]/)],
  ['punct', ofPattern(/[!-/:-@[-`{-~]/)],
  ['space', ofPattern(/\s/)],
  ['upper', ofPattern(/[A-Z]/)],
  ['xdigit', ofPattern(/[0-9A-Fa-f]/)],
]);
