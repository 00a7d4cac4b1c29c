/** The hash of no word. */
export const noHash = 0x811c9dc5 | 0;

/** FNV-1a, one number further. Words are compared by it: of 5,000 words and 32 bits, one in a million is taken for another. */
export const hashStep = (hash: number, value: number): number => {
  const mixed = Math.imul(hash ^ value, 0x01000193);
  return mixed ^ (mixed >>> 15);
};

export const CharKind = { other: 0, lower: 1, upper: 2, digit: 3 } as const;

const kinds = new Uint8Array(128);
for (let code = 0; code < 26; code++) {
  kinds[0x61 + code] = CharKind.lower;
  kinds[0x41 + code] = CharKind.upper;
}
for (let code = 0x30; code <= 0x39; code++) kinds[code] = CharKind.digit;

/** Of a UTF-16 code unit. Letters beyond ASCII have no case here. */
export function charKind(code: number): number {
  if (code < 128) return kinds[code]!;
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f)) return CharKind.other;
  return code >= 0xd800 && code <= 0xdfff ? CharKind.other : CharKind.lower;
}

/** Of ASCII; all else is as it is written. */
export const smallLetter = (code: number): number => (charKind(code) === CharKind.upper ? code | 0x20 : code);

/** Whether a word ends in the s of a plural. */
export function hasPlural(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if ((last | 0x20) !== 0x73) return false;
  if (end - start === 3) return last === 0x73 && charKind(text.charCodeAt(start)) === CharKind.upper;
  const before = text.charCodeAt(end - 2) | 0x20;
  // loss, bias, status stay as they are
  return end - start > 3 && before !== 0x73 && before !== 0x75 && before !== 0x69 && before !== 0x27;
}

/** Of one word as it is written: in small letters, without the s of a plural. */
export function wordHash(text: string, start: number, end: number): number {
  const stop = hasPlural(text, start, end) ? end - 1 : end;
  let hash = noHash;
  for (let at = start; at < stop; at++) hash = hashStep(hash, smallLetter(text.charCodeAt(at)));
  return hash;
}
