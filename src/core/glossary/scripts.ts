// Japanese has no blanks: a word ends where its script does. Of Chinese and Thai nobody can tell without a dictionary.

type Script = 'hiragana' | 'katakana' | 'han' | 'any';

/** Below, no letter is of these scripts. */
const first = 0x3005;

const ranges: readonly (readonly [from: number, to: number, script: Script])[] = [
  [0x3005, 0x3007, 'han'],
  [0x3041, 0x309f, 'hiragana'],
  [0x30a1, 0x30fa, 'katakana'],
  [0x30fd, 0x30ff, 'katakana'],
  [0x31f0, 0x31ff, 'katakana'],
  [0x3400, 0x9fff, 'han'],
  [0xf900, 0xfaff, 'han'],
  [0xff66, 0xff6f, 'katakana'],
  [0xff71, 0xff9d, 'katakana'],
  [0x20000, 0x3ffff, 'han'],
];

/** Marks, and the long vowels of two scripts, are of the script before them: `any`. */
const scriptOf = (point: number): Script => ranges.find(([from, to]) => point >= from && point <= to)?.[2] ?? 'any';

/** Where the script of a run of letters changes. UTF-16 code units. */
export function scriptEnd(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) < first) return end;
  let script: Script = 'any';
  for (let at = start; at < end;) {
    const point = text.codePointAt(at)!;
    const here = scriptOf(point);
    if (script !== 'any' && here !== 'any' && here !== script) return at;
    if (here !== 'any') script = here;
    at += point > 0xffff ? 2 : 1;
  }
  return end;
}
