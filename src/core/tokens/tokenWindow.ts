import { firstSafeCut, lastSafeCut } from './safeCut';

/** A document, read in parts. UTF-16 code units. */
export interface TextSource {
  readonly length: number;
  slice(from: number, to: number): string;
}

/** A part of a document whose tokens can be worked out by themselves. UTF-16 code units from the document's start. */
export interface TokenWindow {
  readonly start: number;
  readonly text: string;
  /** Between these two places the tokens of the part are those of the whole document. */
  readonly exactFrom: number;
  readonly exactTo: number;
}

/** How far around a part a safe place to cut is looked for. UTF-16 code units. */
export const cutSearch = 500;

/** The part of a document from `from` to `to`, widened to where it can be cut without changing a token. */
export function tokenWindow(source: TextSource, from: number, to: number): TokenWindow {
  const low = Math.max(0, from - cutSearch);
  const high = Math.min(source.length, to + cutSearch);
  const text = source.slice(low, high);
  const safeStart = lastSafeCut(text, from - low) ?? (low === 0 ? 0 : undefined);
  const safeEnd = firstSafeCut(text, to - low) ?? (high === source.length ? text.length : undefined);
  const start = safeStart ?? (isLowSurrogate(text.charCodeAt(0)) ? 1 : 0);
  const end = safeEnd ?? text.length - (isHighSurrogate(text.charCodeAt(text.length - 1)) ? 1 : 0);
  return {
    start: low + start,
    text: text.slice(start, end),
    exactFrom: low + (safeStart ?? firstSafeCut(text, 1) ?? end),
    exactTo: low + (safeEnd ?? lastSafeCut(text, text.length) ?? start),
  };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
