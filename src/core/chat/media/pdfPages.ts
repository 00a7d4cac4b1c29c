import { letters } from './fileKinds';
import type { Work } from '../../base/work';

// Finds the number of pages of a PDF, as far as its uncompressed parts tell it. Nothing is decoded.

/** Bytes that are looked through in one go. */
const stepBytes = 65_536;
/** Bytes that a step shares with the next: longer than a match, so that none is missed where two steps meet. */
const overlap = 512;

/**
 * Returns the pages of a PDF: `/N` of one that is made for the web, or the largest `/Count` of a tree of pages (ISO
 * 32000-1, 7.7.3.2 and F.2.2). `undefined` where neither can be read.
 */
export function* pdfPages(bytes: Uint8Array): Work<number | undefined> {
  const head = letters(bytes, 0, 1024);
  const linear = /\/Linearized[^]{0,200}?\/N (\d{1,6})\b/.exec(head)?.[1];
  if (linear !== undefined) return Number(linear);
  let most = 0;
  for (let at = 0; at < bytes.length; at += stepBytes) {
    const text = lettersIn(bytes, at);
    for (const [, first, second] of text.matchAll(tree)) most = Math.max(most, Number(first ?? second));
    yield;
  }
  return most === 0 ? undefined : most;
}

const tree =
  /\/Type\s*\/Pages\b[^<>]{0,300}?\/Count\s+(\d{1,6})\b|\/Count\s+(\d{1,6})\b[^<>]{0,300}?\/Type\s*\/Pages\b/g;

/** Arguments of one call of a function. */
const maxArguments = 8_192;

function lettersIn(bytes: Uint8Array, from: number): string {
  const end = Math.min(bytes.length, from + stepBytes + overlap);
  let text = '';
  for (let at = from; at < end; at += maxArguments) text += letters(bytes, at, Math.min(maxArguments, end - at));
  return text;
}
