import { stringMark } from './callText';

/** A value that is written out. The offsets of a string leave out its quotes. */
export type CallLiteral =
  | { readonly kind: 'string'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `null`, `None`, `undefined`: as if the argument were not there. */
  | { readonly kind: 'nothing' };

/** Calls that wrap a value in Go, Java and C#: `aws.String("…")`, `openai.Bool(true)`. */
const wrapper = /^\s*&?(?:[\p{L}_]\w*\.)*(?:String|Bool|NewOpt|Opt|F|Some|of|valueOf|Ptr|Just)(?:\[\w+\])?\(/u;

/** Reads the value from `start` to `end`. @param masked the code from `base` on, with marks for strings */
export function literalAt(
  text: string,
  masked: string,
  base: number,
  start: number,
  end: number,
): CallLiteral | undefined {
  let code = masked.slice(start - base, end - base);
  const from = start + (code.length - code.trimStart().length);
  code = code.trim();
  if (code === '') return undefined;
  if (code.charAt(0) === stringMark || /^[rRbBuU]\u0001/.test(code)) return stringAt(text, code, from);
  if (/^(?:null|None|undefined|nil|NULL|omit|NOT_GIVEN|NotGiven)$/.test(code)) return { kind: 'nothing' };
  if (/^(?:true|True|false|False)$/.test(code)) return { kind: 'boolean', value: /^t/i.test(code) };
  const wrapped = wrapper.exec(code);
  if (wrapped && code.endsWith(')') && code.indexOf(')') === code.length - 1) {
    return literalAt(text, masked, base, from + wrapped[0].length, from + code.length - 1);
  }
  return undefined;
}

function stringAt(text: string, code: string, from: number): CallLiteral | undefined {
  if (!/^[rRbBuU]?\u0001+$/.test(code)) return undefined;
  const written = text.slice(from, from + code.length);
  const match = /^([rRbBuU]?[@$]{0,2}("""|'''|["'`]))([^"'`\n\\]*)\2$/.exec(written);
  if (!match) return undefined;
  const [, opening = '', , value = ''] = match;
  const start = from + opening.length;
  return { kind: 'string', value, start, end: start + value.length };
}

/** Finds the only string of a value, whatever stands around it: `openai('gpt-4o')`. Undefined where there are several. */
export function onlyStringIn(
  text: string,
  masked: string,
  base: number,
  start: number,
  end: number,
): Extract<CallLiteral, { kind: 'string' }> | undefined {
  const code = masked.slice(start - base, end - base);
  const first = code.indexOf(stringMark);
  if (first < 0) return undefined;
  let after = first;
  while (code.charAt(after) === stringMark) after++;
  if (code.includes(stringMark, after)) return undefined;
  const literal = stringAt(text, code.slice(first, after), start + first);
  return literal?.kind === 'string' ? literal : undefined;
}
