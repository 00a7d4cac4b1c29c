import { pacer } from '../../base/pacer';

/** UTF-16 code units that are written at once: a fraction of a millisecond. */
const unitsAtOnce = 64 * 1024;
/** Stands for the text until it is written; no model is called like that. */
const placeholder = '\u{10fffd}text\u{10fffd}';

/** JSON of `body` with the text in it, in UTF-8. Of megabytes it is written piece by piece, so that others get a turn. */
export async function jsonBytes(body: (text: string) => object, text: string): Promise<Uint8Array> {
  const breathe = pacer(() => new Promise((resolve) => void setTimeout(resolve, 0)));
  const encoder = new TextEncoder();
  const [before = '', after = ''] = JSON.stringify(body(placeholder)).split(placeholder);
  const pieces = [encoder.encode(before)];
  for (let at = 0; at < text.length; at += unitsAtOnce) {
    // A pair of surrogates that is cut is written as two escapes, which are read as the same character.
    pieces.push(encoder.encode(JSON.stringify(text.slice(at, at + unitsAtOnce)).slice(1, -1)));
    await breathe();
  }
  pieces.push(encoder.encode(after));
  const bytes = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.byteLength;
  }
  return bytes;
}
