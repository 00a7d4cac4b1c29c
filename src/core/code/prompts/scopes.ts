import { literalPattern } from '../../base/searchPattern';
import { countUpTo } from '../../text/offsets';
import { stringMark } from '../calls/callText';

/** A stretch of code that may have names of its own: a function or a class in Python, a pair of braces in other languages. */
interface Scope {
  readonly start: number;
  end: number;
  readonly parent: Scope | undefined;
}

/** Levels of nested scopes: more than people write. */
const maxDepth = 100;
/** UTF-16 code units before a brace in which parameters are looked for. */
const lookBack = 400;

/** The scopes of a text, which say where a name means the same. A text that does not end its brackets has too few. */
export class Scopes {
  private readonly all: readonly Scope[];

  /** @param masked all of the text that is asked about. */
  constructor(
    private readonly masked: string,
    private readonly isPython: boolean,
  ) {
    this.all = isPython ? indentedScopes(masked) : bracedScopes(masked);
  }

  /**
   * Whether a name that is given a value at a place has it where it is used. `isOwn`: it is a field of an object, as in
   * `self.name`.
   */
  isSeen(place: number, usedAt: number, isOwn: boolean): boolean {
    const around = new Set(this.around(usedAt));
    const own = this.around(place);
    return (isOwn ? own.slice(-1) : own).every((scope) => around.has(scope));
  }

  /** Whether a function around the place of use, and not around the value, has a parameter of that name. */
  isParameter(name: string, place: number, usedAt: number): boolean {
    const around = new Set(this.around(place));
    const between = this.around(usedAt).filter((scope) => !around.has(scope));
    const from = place < usedAt ? place : 0;
    const written = new RegExp(`(?<![\\p{L}\\p{N}_$.])${literalPattern(name)}(?![\\p{L}\\p{N}_$.(])`, 'u');
    if (this.isPython) return between.some(({ start }) => written.test(parametersBehind(this.masked, start)));
    return (
      between.some(({ start }) => written.test(parametersBefore(this.masked, start))) ||
      [...between.map(({ start }) => start), usedAt].some((at) => isOfArrow(this.masked, from, at, written)) ||
      between.some(({ start }) => written.test(/^[^{}()"'=;]{0,120}?->/.exec(this.masked.slice(start + 1))?.[0] ?? ''))
    );
  }

  /** Lists the scopes around an offset, the innermost first. */
  private around(offset: number): Scope[] {
    const found: Scope[] = [];
    const last = countUpTo(this.all, ({ start }) => start, offset) - 1;
    for (let scope = this.all[last]; scope; scope = scope.parent) if (scope.end > offset) found.push(scope);
    return found;
  }
}

function bracedScopes(masked: string): Scope[] {
  const all: Scope[] = [];
  const open: Scope[] = [];
  for (const { 0: brace, index } of masked.matchAll(/[{}]/g)) {
    if (brace === '{') {
      const scope = { start: index, end: Infinity, parent: open.at(-1) };
      if (open.length < maxDepth) all.push(scope);
      open.push(scope);
    } else {
      const closed = open.pop();
      if (closed) closed.end = index;
    }
  }
  return all;
}

function indentedScopes(masked: string): Scope[] {
  const all: Scope[] = [];
  const open: { readonly scope: Scope; readonly indent: number }[] = [];
  let depth = 0;
  for (const { 0: line, index } of masked.matchAll(/[^\n]+/g)) {
    const code = line.trimStart();
    const indent = line.length - code.length;
    const isScope = /^(?:(?:async\s+)?def|class)\b/.test(code);
    if (isScope && indent === 0) depth = 0;
    if (depth === 0 && code !== '' && !code.startsWith(stringMark)) {
      for (let last = open.at(-1); last && last.indent >= indent; last = open.at(-1)) {
        last.scope.end = index;
        open.pop();
      }
      if (isScope) {
        const scope = { start: index, end: Infinity, parent: open.at(-1)?.scope };
        if (open.length < maxDepth) all.push(scope);
        open.push({ scope, indent });
      }
    }
    depth += (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
    depth = Math.max(0, depth);
  }
  return all;
}

/** Returns the parameters in the brackets behind `def name`, without their types and default values. */
function parametersBehind(masked: string, start: number): string {
  const head = /^\s*(?:async\s+)?def\s+[\p{L}\p{N}_]+\s*(?:\[[^\]]*\]\s*)?\(/u.exec(
    masked.slice(start, start + lookBack),
  )?.[0];
  if (head === undefined) return '';
  let depth = 1;
  let at = start + head.length;
  for (; at < masked.length && depth > 0; at++) depth += depthOf(masked.charAt(at));
  // Only the name of each is kept: the names in its type and its default value are others.
  return withoutBrackets(masked.slice(start + head.length, at - 1)).replace(/[:=][^,]*/g, '');
}

const depthOf = (character: string): number => (/[([{]/.test(character) ? 1 : /[)\]}]/.test(character) ? -1 : 0);

const withoutBrackets = (text: string): string => {
  let depth = 0;
  return Array.from(text, (character) => {
    const before = depth;
    depth += depthOf(character);
    return before > 0 || depth > 0 ? '' : character;
  }).join('');
};

const conditions = /(?:^|\n)[^\S\n]*\}?\s*(?:else\s+)?(?:if|while|switch|match|return|await|with)\b[^\n]*$/;

/** Returns the brackets before a brace, as in `function name(…): Type {`. In Go, brackets with results may follow. */
function parametersBefore(masked: string, brace: number): string {
  const text = masked.slice(Math.max(0, brace - lookBack), brace).trimEnd();
  const type = /(?:[=-]>)?[^\S\n]*(?:[:\w<>[\].,|&?*-]|[^\S\n])*$/.exec(text)?.index ?? text.length;
  let found = '';
  for (let end = type; text.charAt(end - 1) === ')';) {
    let depth = 0;
    let at = end - 1;
    do depth -= depthOf(text.charAt(at--));
    while (depth > 0 && at >= 0);
    if (conditions.test(text.slice(0, at + 1))) return '';
    found += ` ${text.slice(at + 1, end)}`;
    end = text.slice(0, at + 1).trimEnd().length;
  }
  return found;
}

const arrow = /(?:[\p{L}_$][\p{L}\p{N}_$]*|\((?:[^()]|\([^()]*\))*\))\s*(?::[^=(){};]{0,80})?[=-]>/gu;

/** Whether an arrow with the name as a parameter stands before a place, and its result has not ended there. */
function isOfArrow(masked: string, from: number, at: number, written: RegExp): boolean {
  const text = masked.slice(Math.max(from, at - lookBack), at);
  const last = text.lastIndexOf(';') + 1;
  return Array.from(text.slice(last).matchAll(arrow)).some(({ 0: all, index }) => {
    if (!written.test(all)) return false;
    let depth = 0;
    return Array.from(text.slice(last + index + all.length)).every((each) => (depth += depthOf(each)) >= 0);
  });
}
