import { NunjucksError } from './nunjucksError';

/** A token between `{{` and `}}`, or `{%` and `%}`. Offsets are UTF-16 code units of the template. */
export interface NunjucksToken {
  /** `close`: the end of the tag. `end`: the template ends within the tag. */
  readonly kind: 'text' | 'number' | 'word' | 'sign' | 'close' | 'end';
  /** The token as it is written. A text comes without its quotation marks, and with its escapes resolved. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const patterns = {
  space: /[ \n\t\r\u00a0]*/y,
  close: /-?(?:%\}|\}\})/y,
  regularExpression: /r\//y,
  sign: /[=!]==?|[<>]=|\/\/|\*\*|[()[\]{}%*\-+~/#,:|.<>=!]/y,
  number: /[0-9]+(?![^ \n\t\r\u00a0()[\]{}%*\-+~/#,:|.<>=!])(?:\.[0-9]*)?/y,
  // As in Nunjucks, a word is everything that is no space and no sign.
  word: /[^ \n\t\r\u00a0()[\]{}%*\-+~/#,:|.<>=!]+/y,
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/**
 * Returns the token of `source` at `at`, or after the space there.
 * @throws NunjucksError where there is no token, or one that is not allowed in a template that runs no code.
 */
export function tokenAt(source: string, at: number): NunjucksToken {
  const match = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(source);
  };
  const start = at + (match(patterns.space, at)?.[0].length ?? 0);
  if (start === source.length) return { kind: 'end', value: '', start, end: start };
  const first = source.charAt(start);
  if (first === '"' || first === "'") return textAt(source, start);
  if (match(patterns.regularExpression, start)) {
    throw new NunjucksError((say) => say('Regular expressions are not supported in templates.'), start, start + 2);
  }
  for (const kind of ['close', 'sign', 'number', 'word'] as const) {
    const value = match(patterns[kind], start)?.[0];
    if (value === undefined) continue;
    const end = start + value.length;
    // Nunjucks would turn such words into code that it cannot run.
    const isName = kind !== 'word' || !/["'`\\]/.test(value);
    if (!isName) throw new NunjucksError((say) => say('"{0}" is not a name.', value), start, end);
    return { kind, value, start, end };
  }
  throw new NunjucksError((say) => say('"{0}" is not expected here.', first), start, start + 1);
}

function textAt(source: string, start: number): NunjucksToken {
  const quote = source[start];
  let value = '';
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === quote) return { kind: 'text', value, start, end: at + 1 };
    if (character !== '\\') value += character;
    else {
      const escaped = source.charAt(++at);
      value += escapes[escaped] ?? escaped;
    }
  }
  throw new NunjucksError((say) => say('This text has no closing quotation mark.'), start, source.length);
}
