import { literalPattern } from '../../base/searchPattern';
import { stringMark } from '../calls/callText';
import type { CallText } from '../calls/callText';
import { readLiteral } from '../strings/readLiteral';
import { stringLanguageOf } from '../strings/literal';
import type { StringLanguage, StringUse } from '../strings/literal';
import type { WrittenPart } from '../strings/rewriteText';
import type { Span } from '../../text/span';
import { Assignments } from './assignments';
import { joinedStrings, useOf } from './joinedStrings';
import { bracketed, codeOf, entriesOf, trimmed } from './valueCode';
import type { MaskedCode } from './valueCode';

/**
 * A value with the code around it. `at`: where it is to be shown, which is the call that it is in, or the name that it
 * is assigned to.
 */
export interface CodeValue extends Span {
  readonly code: MaskedCode;
  readonly at: number;
}

/** A text as code writes it. */
export interface WrittenText {
  readonly parts: readonly WrittenPart[];
  readonly at: number;
}

/** UTF-16 code units of a value that is assigned to a name, at most. */
const maxValueLength = 100_000;
/** UTF-16 code units of a value that are read at first. */
const shortValue = 4_000;
/** Names that are followed to other names, at most. */
const maxSteps = 4;

/** Calls that return the text of their first argument, except for its indentation, or for values in it. */
const wrapper =
  /(?:^|\.)(?:String|NewOpt|Opt|F|Some|of|Ptr|str|Sprintf|dedent|cleandoc|stripIndent)$|^(?:String\.format|strip|(?:_\.)?trim)$/;

/** Reads texts of prompts as code writes them: strings, the values between them, and names that stand for them. */
export class TextReader {
  private readonly assignments: Assignments;

  constructor(readonly text: CallText) {
    this.assignments = new Assignments(text);
  }

  /** Reads the text of a value. A value without a string stays a value. @throws TextChanged */
  async read(value: CodeValue, use: StringUse = {}, steps = 0): Promise<WrittenText> {
    const { code, at } = value;
    const span = unwrapped(this.text.text, code, trimmed(code, value));
    const written = codeOf(code, span);
    const whole: WrittenText = {
      at,
      parts: [{ kind: 'value', code: this.text.text.slice(span.start, span.end).trim() }],
    };
    if (written === '' || written.length > maxValueLength) return { at, parts: [] };
    const language = stringLanguageOf((await this.languageAt(span.start)) ?? '');
    if (!language) return whole;
    const name = nameIn(written);
    if (name !== undefined) {
      const found = steps < maxSteps ? await this.valueOf(name, span.start) : undefined;
      const text = found && (await this.read(found, use, steps + 1));
      return text?.parts.some(({ kind }) => kind === 'string') ? text : whole;
    }
    const call = bracketed(this.text.text, code, span);
    if (call?.bracket === '(' && call.name !== '' && call.end === span.end && wrapper.test(call.name)) {
      const [first] = call.entries;
      const more = { ...use, ...useOf(call.name), ...(/(?:Sprintf|\.format)$/.test(call.name) && { isPrintf: true }) };
      return first ? this.read({ ...first, code, at }, more, steps) : whole;
    }
    await this.text.source.breathe();
    const parts = joinedStrings(this.text.text, code, span, language, use);
    return parts ? { at, parts } : whole;
  }

  async languageAt(offset: number): Promise<string | undefined> {
    return (await this.text.regionAt(offset))?.language;
  }

  /** Finds the value of a name at a place: the one that it is given above, or else its only one. @throws TextChanged */
  async valueOf(name: string, usedAt: number): Promise<CodeValue | undefined> {
    const above = await this.assignments.seenFrom(name, usedAt);
    if (above === undefined) return undefined;
    const { text } = this.text;
    // Text that is added to the name later is not known here.
    const isGrown = above < usedAt && grows(name).test(text.slice(above, usedAt));
    if (isGrown) return undefined;
    const start = text.indexOf('=', above) + 1;
    const language = stringLanguageOf((await this.languageAt(start)) ?? '');
    if (!language) return undefined;
    for (let length = shortValue; ; length *= 4) {
      const code = { base: start, masked: await this.text.masked(start, start + length) };
      const end = valueEnd(text, code, language);
      const isAll = length >= maxValueLength || start + length >= text.length;
      if (isAll || end < start + code.masked.length) return { start, end, code, at: above };
    }
  }
}

const grows = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_$.])${literalPattern(name)}\\s{0,20}\\+=`, 'u');

/** Returns the name in `name`, `self.name` or `this.name`. */
export const nameIn = (written: string): string | undefined =>
  /^(?:(?:self|this|cls)\.)?([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(written)?.[1];

/** Takes off brackets around a whole value, and the type behind it. */
function unwrapped(source: string, code: MaskedCode, span: Span): Span {
  const typed = /\s+(?:as|satisfies)\s[\w\s.]{0,80}$/.exec(codeOf(code, span));
  const inner = typed ? { start: span.start, end: span.start + typed.index } : span;
  if (codeOf(code, inner).charAt(0) !== '(') return inner;
  const read = entriesOf(source, code, inner.start);
  if (read?.end !== inner.end || read.entries.length !== 1) return inner;
  return unwrapped(source, code, trimmed(code, { start: inner.start + 1, end: inner.end - 1 }));
}

/** Finds where a value that is assigned ends. */
function valueEnd(source: string, code: MaskedCode, language: StringLanguage): number {
  const { masked, base } = code;
  let depth = 0;
  for (let at = 0; at < masked.length; at++) {
    const character = masked.charAt(at);
    if (character === stringMark) {
      const prefix = language === 'python' ? (/[rRuUfFbBtT]{1,2}$/.exec(masked.slice(0, at))?.[0].length ?? 0) : 0;
      const literal = readLiteral(source, base + at - prefix, language);
      if (literal) at = Math.max(at, literal.end - base - 1);
    } else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) {
      if (depth-- === 0) return base + at;
    } else if (depth === 0 && (character === ';' || character === ',')) return base + at;
    else if (depth === 0 && character === '\n') {
      const before = masked.slice(0, at).trimEnd();
      const after = masked.slice(at, at + 200).trimStart();
      if (before !== '' && !/[+=\\(,]$/.test(before) && !/^[+.]/.test(after)) return base + at;
    }
  }
  return base + masked.length;
}
