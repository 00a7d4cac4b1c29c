import type { LanguageGroup } from '../../text/language';
import type { CallText } from './callText';
import type { Anchor } from './findAnchors';
import { literalAt } from './callLiterals';
import type { CallLiteral } from './callLiterals';
import { readArguments } from './readArguments';
import type { ReadArgument, ReadArguments } from './readArguments';

/** An argument that has a name. Offsets in the text, in UTF-16 code units. */
export interface CallArgument {
  /** The name as written, without quotes. */
  readonly name: string;
  /** The names that it stands in, and its own: `['config', 'temperature']`. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Its value without the blanks around it. */
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The place of the value with the blanks around it, between separator and comma: where it is typed. */
  readonly from: number;
  readonly to: number;
  readonly literal?: CallLiteral;
}

/** A value without a name. */
export type Positional = Pick<CallArgument, 'value' | 'valueStart' | 'valueEnd' | 'from' | 'to' | 'literal'>;

/** The text in the brackets of a call, as it is read. */
export interface CallBody {
  readonly arguments: readonly CallArgument[];
  /** Values in order; undefined in the place of one that has a name. */
  readonly positional: readonly (Positional | undefined)[];
  readonly end: number;
  readonly isClosed: boolean;
  /** The code of the call, with marks for strings, from the bracket on. */
  readonly masked: string;
  readonly open: number;
}

/** UTF-16 code units of a call that are read at first, and at most. */
const shortCall = 2_000;
export const maxCallLength = 32_000;
/** Calls of a builder that are read, each on the one before. */
const maxChainLength = 60;
/** UTF-16 code units of a builder within the value of another. Those within each other are all read. */
const maxInnerLength = 1_000;
/** UTF-16 code units of a value that are kept: no value that we look for is longer. */
const maxValueLength = 400;

/** Reads the arguments of an anchor's call, up to `maxCallLength`. @throws TextChanged */
export async function readCall(text: CallText, { open, language, call }: Anchor): Promise<CallBody> {
  for (let length = shortCall; ; length *= 4) {
    const masked = await text.masked(open, open + length);
    const isAll = length >= maxCallLength || open + length >= text.text.length;
    const reader = new CallReader(text.text, masked, open, language);
    const body = call.endsWith('.builder') ? reader.chain() : reader.groups();
    if (isAll || body.end < open + masked.length) return body;
  }
}

const chainStep = /\s{0,400}\.\s{0,40}([\p{L}_]\w{0,80})(?:<[^<>()]{0,80}>)?\s{0,40}\(/uy;
const innerStep = /\.\s{0,40}([\p{L}_]\w{0,80})\s{0,40}\(/gu;

/** Reads the code of one call. Places in its parameters count from the bracket of the call. */
class CallReader {
  constructor(
    private readonly text: string,
    private readonly masked: string,
    private readonly open: number,
    private readonly language: LanguageGroup,
  ) {}

  /** Reads `(…)`, and in C# the braces that follow: `new Options() { Temperature = 0 }`. */
  groups(): CallBody {
    const { masked, language } = this;
    const first = readArguments(masked, 0, language);
    const next = /^\s{0,200}\{/.exec(masked.slice(first.end, first.end + 210));
    const more =
      language === 'csharp' && first.isClosed && next
        ? readArguments(masked, first.end + next[0].length - 1, language)
        : undefined;
    const named = [...first.named, ...(more?.named ?? [])].map((each) =>
      this.argument(
        each,
        each.parents.map((place) => this.nameAt(...place)),
      ),
    );
    const positional = first.positional.map((place) => place && this.valueOf(...place));
    return this.body(named, positional, more ?? first);
  }

  /** Reads `X.builder().model("…").temperature(0.2).build()`: each call on the builder is an argument. */
  chain(): CallBody {
    const { masked, open, language } = this;
    const found: CallArgument[] = [];
    let last = readArguments(masked, 0, language);
    for (let steps = 0; last.isClosed && steps < maxChainLength; steps++) {
      chainStep.lastIndex = last.end;
      const step = chainStep.exec(masked);
      if (!step) break;
      last = readArguments(masked, last.end + step[0].length - 1, language);
      const argument = this.called(step, last, []);
      // Named arguments of Kotlin, and builders within the value, are added.
      found.push(argument, ...last.named.map((each) => this.argument(each, [argument.name])));
      const inside = masked.slice(0, last.end);
      innerStep.lastIndex = argument.from - open;
      for (let inner = innerStep.exec(inside); inner && found.length < 500; inner = innerStep.exec(inside)) {
        const bracket = inner.index + inner[0].length - 1;
        const value = readArguments(inside.slice(0, bracket + maxInnerLength), bracket, language);
        found.push(this.called(inner, value, [argument.name]));
      }
    }
    return this.body(found, [], last);
  }

  private body(
    found: readonly CallArgument[],
    positional: CallBody['positional'],
    { end, isClosed }: ReadArguments,
  ): CallBody {
    const { masked, open } = this;
    return { masked, open, arguments: found, positional, end: open + end, isClosed };
  }

  /** Reads a call on a builder as an argument: its value is the text in the brackets. */
  private called(step: RegExpExecArray, { end, isClosed }: ReadArguments, parents: readonly string[]): CallArgument {
    const [written, name = ''] = step;
    const nameStart = step.index + written.indexOf(name, written.indexOf('.') + 1);
    const value = { valueStart: step.index + written.length, valueEnd: isClosed ? end - 1 : end };
    return this.argument({ nameStart, nameEnd: nameStart + name.length, ...value }, parents);
  }

  private argument(
    { nameStart, nameEnd, valueStart, valueEnd }: Omit<ReadArgument, 'parents'>,
    parents: readonly string[],
  ): CallArgument {
    const name = this.nameAt(nameStart, nameEnd);
    const place = { start: this.open + nameStart, end: this.open + nameEnd };
    return { name, path: [...parents, name], ...place, ...this.valueOf(valueStart, valueEnd) };
  }

  private nameAt(start: number, end: number): string {
    return this.text.slice(this.open + start, this.open + end).replace(/^["'`]|["'`]$/g, '');
  }

  private valueOf(start: number, end: number): Positional {
    const { text, masked, open } = this;
    const code = masked.slice(start, end);
    const valueStart = open + start + (code.length - code.trimStart().length);
    const valueEnd = Math.max(valueStart, open + start + code.trimEnd().length);
    const value = text.slice(valueStart, Math.min(valueEnd, valueStart + maxValueLength));
    const literal = literalAt(text, masked, open, open + start, open + end);
    return { value, valueStart, valueEnd, from: open + start, to: open + end, ...(literal && { literal }) };
  }
}
