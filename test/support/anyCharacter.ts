import fc from 'fast-check';

// UTF-16 has no characters between these two, but halves of others.
const firstHalf = 0xd800;
const halves = 0x800;

/**
 * Any character, as fast-check's own unit `binary` has them. That one makes a table of all, which takes a second and 140 MB.
 */
export const anyCharacter = fc.nat(0x10ffff - halves).map(
  (number) => String.fromCodePoint(number < firstHalf ? number : number + halves),
  (text) => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code)) throw new Error('This is not one character.');
    if (code >= firstHalf && code < firstHalf + halves) throw new Error('This is half a character.');
    return code < firstHalf ? code : code - halves;
  },
);
