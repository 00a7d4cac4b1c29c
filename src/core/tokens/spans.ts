/** What a run of tokens covers of a text, in whole characters. */
export interface TokenSpan {
  /** UTF-16 code units from the start of the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Index of its first token. */
  readonly first: number;
  /** Tokens in it: 1, or more where tokens meet inside a character, which only shows as a whole. */
  readonly tokens: number;
}

/**
 * Lays tokens over the text they are the tokens of. Spans tile the text: none is empty, each starts where the one before
 * ends. A lone surrogate takes the three bytes of U+FFFD, which is what it becomes in UTF-8.
 * @throws RangeError when the bytes do not add up to those of the text.
 */
export function tokenSpans(text: string, byteLengths: Uint32Array): TokenSpan[] {
  const spans: TokenSpan[] = [];
  let token = 0;
  let unit = 0;
  let bytesOfTokens = 0;
  let bytesOfText = 0;
  while (token < byteLengths.length) {
    const first = token;
    const start = unit;
    do {
      bytesOfTokens += byteLengths[token++] ?? 0;
      while (bytesOfText < bytesOfTokens && unit < text.length) {
        const codePoint = text.codePointAt(unit) ?? 0;
        bytesOfText += utf8Length(codePoint);
        unit += codePoint > 0xffff ? 2 : 1;
      }
    } while ((bytesOfText !== bytesOfTokens || unit === start) && token < byteLengths.length);
    spans.push({ start, end: unit, first, tokens: token - first });
  }
  if (unit !== text.length || bytesOfText !== bytesOfTokens) {
    throw new RangeError(`The tokens have ${bytesOfTokens} bytes, which do not cover a text of ${text.length} units.`);
  }
  return spans;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

const utf8 = new TextEncoder();

/** The bytes of each token of `span`. */
export function spanBytes(text: string, byteLengths: Uint32Array, span: TokenSpan): Uint8Array[] {
  const bytes = utf8.encode(text.slice(span.start, span.end));
  let at = 0;
  return [...byteLengths.subarray(span.first, span.first + span.tokens)].map((length) =>
    bytes.slice(at, (at += length)),
  );
}
