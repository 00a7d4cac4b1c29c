import type { TextKind } from '../../catalog/catalogTable';
import type { TextLines } from '../../text/document';
import { languageOf } from '../../text/languages';

// Finds the kind of a text from its language id and a few thousand characters. The counts of two tokenizers differ by
// another factor in prose than in code and in Chinese (see data/tokenizers.yml).

/** UTF-16 code units that are read in one place, and the number of places. */
const unitsOfSample = 1_000;
const places = 4;

/** Shares, roughly of tokens, from which on another script or emoji make the kind, and from which on the text is a mix. */
const mostly = 0.6;
const mixed = 0.25;
/** Shares of marks among the characters other than blanks: prose has some 4 %, code 12 % and more. */
const maxInProse = 0.08;
const leastInCode = 0.1;
/**
 * The share of letters with marks among Latin letters: English has none, German and Spanish some 2 %, Polish and
 * Swedish 5 % and more.
 */
const leastAccented = 0.05;

/**
 * Returns the kind of a text; `undefined` if there is too little text or the kind was not measured. `languageId` is
 * that of VS Code.
 */
export function textKind(sample: string, languageId?: string): TextKind | undefined {
  const seen = weigh(sample);
  const whole = seen.latin + seen.cjk + seen.emoji + seen.other;
  if (whole + seen.marks === 0) return undefined;
  const scripts = seen.cjk + seen.other;
  if (scripts + seen.emoji > 0) {
    if (seen.cjk >= mostly * whole) return 'cjk';
    if (seen.emoji >= mostly * whole) return 'emoji';
    // One script and several have the same rule, as too little was measured for a rule each.
    if (scripts >= mostly * whole) return 'other';
    if (scripts + seen.emoji >= mixed * whole) return 'mixed';
  }
  const kind = ofLatinText(sample, seen.marks / seen.shown, languageId ?? 'plaintext');
  return kind === 'prose' && seen.accented > leastAccented * seen.latin ? 'accented' : kind;
}

function ofLatinText(sample: string, marks: number, languageId: string): TextKind | undefined {
  switch (languageOf(languageId).tokens) {
    case 'json':
      return 'json';
    // No comparison of their tokens is published, and their marks look like those of code.
    case 'unmeasured':
      return undefined;
    // A Markdown file may be one long block of code.
    case 'prose':
      return marks <= 1.5 * maxInProse ? 'prose' : undefined;
    case undefined:
      return 'code';
    case 'any':
  }
  if (/^\s*[[{]\s*(?:["{[\]}]|$)/.test(sample) && marks >= leastInCode) return 'json';
  if (marks <= maxInProse) return 'prose';
  return marks >= leastInCode && /[;{}()=]/.test(sample) ? 'code' : undefined;
}

/**
 * The composition of a text: each letter, sign or mark by the tokens that it comes to, roughly. `marks` and `shown` are
 * numbers of characters.
 */
interface Weights {
  latin: number;
  /** The part of `latin` that has marks. */
  accented: number;
  cjk: number;
  emoji: number;
  other: number;
  marks: number;
  /** All characters except for blanks. */
  shown: number;
}

const weightOfLatin = 0.25;
const weightOfOther = 0.5;
const weightOfEmoji = 2;

/** Classes of the ASCII characters. Most characters of most texts are looked up here. */
const [blank, letter, mark, digit] = [0, 1, 2, 3];
const asciiClasses = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code <= 0x20 || code === 0x7f) return blank;
  if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) return letter;
  return code >= 0x30 && code <= 0x39 ? digit : mark;
});

function weigh(sample: string): Weights {
  const found = [0, 0, 0, 0];
  const seen: Weights = { latin: 0, accented: 0, cjk: 0, emoji: 0, other: 0, marks: 0, shown: 0 };
  for (let at = 0; at < sample.length; at++) {
    const unit = sample.charCodeAt(at);
    if (unit < 0x80) found[asciiClasses[unit]!]!++;
    else {
      const code = sample.codePointAt(at)!;
      if (code > 0xffff) at++;
      weighOther(code, seen);
    }
  }
  seen.latin += found[letter]! * weightOfLatin;
  seen.marks += found[mark]!;
  seen.shown += found[letter]! + found[mark]! + found[digit]!;
  return seen;
}

/** Adds the weight of a character outside ASCII. */
function weighOther(code: number, seen: Weights): void {
  if (code === 0xa0 || code === 0x3000) return;
  seen.shown++;
  if (isCjk(code)) seen.cjk++;
  else if (isEmoji(code)) seen.emoji += weightOfEmoji;
  else if ((code >= 0xc0 && code < 0x250) || (code >= 0x1e00 && code < 0x1f00)) {
    seen.latin += weightOfLatin;
    seen.accented += weightOfLatin;
  } else if (/\p{L}|\p{M}/u.test(String.fromCodePoint(code))) seen.other += weightOfOther;
  else seen.marks++;
}

/** Chinese, Japanese and Korean, with their marks and wide forms. */
const isCjk = (code: number): boolean =>
  (code >= 0x1100 && code < 0x1200) ||
  (code >= 0x2e80 && code < 0xa4d0) ||
  (code >= 0xac00 && code < 0xd800) ||
  (code >= 0xf900 && code < 0xfb00) ||
  (code >= 0xff00 && code < 0xfff0) ||
  (code >= 0x20000 && code < 0x32000);

/** Whether a code point is an emoji, or a character that joins or colours emoji. */
const isEmoji = (code: number): boolean =>
  (code >= 0x1f000 && code < 0x1fb00) ||
  (code >= 0x2600 && code < 0x27c0) ||
  (code >= 0x2b00 && code < 0x2c00) ||
  code === 0xfe0f ||
  code === 0x20e3;

/** Returns a few thousand characters from all over a text, in a time that does not grow with the text. */
export function sampleLines(lines: TextLines): string {
  const parts: string[] = [];
  for (let place = 0; place < places; place++) {
    const first = Math.floor((lines.lineCount * place) / places);
    const text = lines.lineAt(first).text;
    // Each place takes a different part of one giant line.
    const from = Math.floor((Math.max(0, text.length - unitsOfSample) * place) / (places - 1));
    let part = text.slice(from, from + unitsOfSample);
    const until = Math.floor((lines.lineCount * (place + 1)) / places);
    for (let at = first + 1; at < until && at - first < 100 && part.length < unitsOfSample; at++)
      part += `\n${lines.lineAt(at).text}`;
    parts.push(part.slice(0, unitsOfSample));
  }
  return parts.join('\n');
}

/** Returns a few thousand characters from all over a text in one piece; all of a short text. */
export function sampleText(text: string): string {
  if (text.length <= places * unitsOfSample) return text;
  const step = Math.floor((text.length - unitsOfSample) / (places - 1));
  return Array.from({ length: places }, (_, place) => text.slice(place * step, place * step + unitsOfSample)).join(
    '\n',
  );
}
