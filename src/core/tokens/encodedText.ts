import type { EncodedText } from './encodedCount';
import type { Encoding } from './engine/encoding';
import { tokenSpans } from './tokenSpans';

const utf8 = new TextEncoder();

/** The tokens of a text, with the bytes of the text that each stands for. */
export function encodedText(encoding: Encoding, text: string): EncodedText {
  const ids = Uint32Array.from(encoding.encode(text));
  const byteLengths = ids.map((id) => encoding.tokenBytes(id).length);
  const sum = byteLengths.reduce((total, length) => total + length, 0);
  // Otherwise the text was prepared (Unicode normal form, a space in front): only places can be told.
  return sum === utf8.encode(text).length ? { ids, byteLengths } : byPlaces(encoding, text);
}

function byPlaces(encoding: Encoding, text: string): EncodedText {
  const spans = tokenSpans(encoding, text);
  const ids = new Uint32Array(spans.length);
  const byteLengths = new Uint32Array(spans.length);
  let end = 0;
  spans.forEach((span, i) => {
    ids[i] = span.id;
    byteLengths[i] = utf8.encode(text.slice(end, Math.max(end, span.end))).length;
    end = Math.max(end, span.end);
  });
  return { ids, byteLengths };
}
