import type { CallText } from './callText';
import type { Anchor } from './findAnchors';
import { literalAt } from './literals';
import type { Literal } from './literals';
import { readArguments } from './readArguments';
import type { ReadArguments } from './readArguments';

/** An argument that has a name. Offsets in the text, in UTF-16 code units. */
export interface CallArgument {
  /** As written, without quotes. */
  readonly name: string;
  /** The names that it stands in, and its own: `['config', 'temperature']`. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Its value without the blanks around it. */
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Up to the separator and comma around it: where its value is typed. */
  readonly from: number;
  readonly to: number;
  readonly literal?: Literal;
}

/** A value without a name. */
export type Positional = Pick<CallArgument, 'value' | 'valueStart' | 'valueEnd' | 'from' | 'to' | 'literal'>;

/** What stands in the brackets of a call. */
export interface CallBody {
  readonly arguments: readonly CallArgument[];
  /** Undefined at the place of one that has a name. */
  readonly positional: readonly (Positional | undefined)[];
  readonly end: number;
  readonly isClosed: boolean;
  /** The code of the call, with marks for strings, from the bracket on. */
  readonly masked: string;
  readonly open: number;
}

/** How much of a call is read at first, and at most. */
const shortCall = 2_000;
const maxCallLength = 32_000;
/** Calls of a builder, each on the one before. */
const maxChainLength = 60;
/** A builder within the value of another; of those within each other all are read. */
const maxInnerLength = 1_000;
/** Longer values are kept up to here: none of ours is. */
const maxValueLength = 400;

/** Reads what an anchor's call is given, up to `longestCall`. @throws TextChanged */
export async function readCall(text: CallText, { open, language, call }: Anchor): Promise<CallBody> {
  for (let length = shortCall; ; length *= 4) {
    const masked = await text.masked(open, open + length);
    const isAll = length >= maxCallLength || open + length >= text.text.length;
    const body = call.endsWith('.builder')
      ? readChain(text.text, masked, open, language)
      : readGroups(text.text, masked, open, language);
    if (isAll || body.end < open + masked.length) return body;
  }
}

/** `(…)`, and in C# what follows it: `new Options() { Temperature = 0 }`. */
function readGroups(text: string, masked: string, open: number, language: Anchor['language']): CallBody {
  const first = readArguments(masked, 0, language);
  const bodies = [first];
  const next = /^\s{0,200}\{/.exec(masked.slice(first.end, first.end + 210));
  if (language === 'csharp' && first.isClosed && next) {
    bodies.push(readArguments(masked, first.end + next[0].length - 1, language));
  }
  return bodyOf(text, masked, open, bodies);
}

function bodyOf(text: string, masked: string, open: number, bodies: readonly ReadArguments[]): CallBody {
  const named = bodies.flatMap((body) => body.named);
  const nameOf = ([start, end]: readonly [number, number]): string => unquoted(text.slice(open + start, open + end));
  const last = bodies.at(-1)!;
  return {
    masked,
    open,
    arguments: named.map(({ nameStart, nameEnd, parents, valueStart, valueEnd }) => {
      const name = nameOf([nameStart, nameEnd]);
      const path = [...parents.map(nameOf), name];
      return {
        name,
        path,
        start: open + nameStart,
        end: open + nameEnd,
        ...valueOf(text, masked, open, valueStart, valueEnd),
      };
    }),
    positional: bodies[0]!.positional.map((range) => range && valueOf(text, masked, open, ...range)),
    end: open + last.end,
    isClosed: last.isClosed,
  };
}

const unquoted = (name: string): string => name.replace(/^["'`]|["'`]$/g, '');

function valueOf(text: string, masked: string, open: number, start: number, end: number): Positional {
  const code = masked.slice(start, end);
  const valueStart = open + start + (code.length - code.trimStart().length);
  const valueEnd = Math.max(valueStart, open + start + code.trimEnd().length);
  const literal = literalAt(text, masked, open, open + start, open + end);
  return {
    value: text.slice(valueStart, Math.min(valueEnd, valueStart + maxValueLength)),
    valueStart,
    valueEnd,
    from: open + start,
    to: open + end,
    ...(literal && { literal }),
  };
}

const chainStep = /\s{0,400}\.\s{0,40}([\p{L}_]\w{0,80})(?:<[^<>()]{0,80}>)?\s{0,40}\(/uy;
const innerStep = /\.\s{0,40}([\p{L}_]\w{0,80})\s{0,40}\(/gu;

/** `X.builder().model("…").temperature(0.2).build()`: each call on the builder is an argument. */
function readChain(text: string, masked: string, open: number, language: Anchor['language']): CallBody {
  const found: CallArgument[] = [];
  let { end, isClosed } = readArguments(masked, 0, language);
  for (let steps = 0; isClosed && steps < maxChainLength; steps++) {
    chainStep.lastIndex = end;
    const step = chainStep.exec(masked);
    if (!step) break;
    const { end: stepEnd, isClosed: isStepClosed, named } = readArguments(masked, end + step[0].length - 1, language);
    const argument = argumentAt(step, end, stepEnd, isStepClosed, []);
    found.push(argument);
    // Named ones of Kotlin, and builders within the value.
    for (const { nameStart, nameEnd, valueStart, valueEnd } of named) {
      const name = text.slice(open + nameStart, open + nameEnd);
      found.push({
        name,
        path: [argument.name, name],
        start: open + nameStart,
        end: open + nameEnd,
        ...valueOf(text, masked, open, valueStart, valueEnd),
      });
    }
    const inside = masked.slice(0, stepEnd);
    innerStep.lastIndex = argument.from - open;
    for (let inner = innerStep.exec(inside); inner && found.length < 500; inner = innerStep.exec(inside)) {
      const bracket = inner.index + inner[0].length - 1;
      const close = readArguments(inside.slice(0, bracket + maxInnerLength), bracket, language);
      found.push(argumentAt(inner, inner.index, close.end, close.isClosed, [argument.name]));
    }
    end = stepEnd;
    isClosed = isStepClosed;
  }
  return { masked, open, arguments: found, positional: [], end: open + end, isClosed };

  function argumentAt(
    step: RegExpExecArray,
    at: number,
    stepEnd: number,
    isStepClosed: boolean,
    parents: readonly string[],
  ): CallArgument {
    const [written, name = ''] = step;
    const nameStart = at + written.indexOf(name, written.indexOf('.') + 1);
    return {
      name,
      path: [...parents, name],
      start: open + nameStart,
      end: open + nameStart + name.length,
      ...valueOf(text, masked, open, at + written.length, isStepClosed ? stepEnd - 1 : stepEnd),
    };
  }
}
