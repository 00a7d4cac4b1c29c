/** A run of characters of which ids are made, with the beginning of a known one in it. UTF-16 code units. */
export interface IdRun {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Letters of the beginning of an id that are looked for; more of them would say no more. */
const stemLength = 6;
const shortestStem = 3;
/** No id is longer, with all that stands before and behind it. */
const maxRunLength = 160;

/** By UTF-16 code unit: 1 of which ids are made, 2 of them what ends a sentence or a key behind an id. */
const kinds = new Uint8Array(128);
for (let unit = 0; unit < kinds.length; unit++) {
  const character = String.fromCharCode(unit);
  kinds[unit] = /[.:/@-]/.test(character) ? 2 : /\w/.test(character) ? 1 : 0;
}
const kindOf = (text: string, at: number): number => kinds[text.charCodeAt(at)] ?? 0;

/** Finds runs that may be ids of `names`, in one pass over the text, whatever its lines are. */
export function createIdScanner(names: Iterable<string>): (text: string) => Generator<IdRun> {
  const all = [...names];
  const words = new Set(all.map((name) => name.toLowerCase()).filter(isWord));
  // A stem inside a longer word begins nothing. No loop of ours over the characters is as fast as this expression.
  const stems = [...new Set(all.map(stemOf))].sort().map(escape).join('|');
  const pattern = new RegExp(`(?<![a-z0-9])(?:${stems})`, 'gi');
  return function* scan(text) {
    const stem = new RegExp(pattern);
    for (let match = stem.exec(text); match !== null; match = stem.exec(text)) {
      const run = runAt(text, match.index);
      stem.lastIndex = Math.max(run.end, match.index + 1);
      if (run.end > match.index && (!isWord(run.text) || words.has(run.text.toLowerCase()))) yield run;
    }
  };
}

/** Up to the version, so that versions that nobody knows yet are seen as well. */
function stemOf(name: string): string {
  const stem = name.toLowerCase().slice(0, stemLength);
  const version = stem.search(/\d/);
  return version < shortestStem ? stem : stem.slice(0, version);
}

function runAt(text: string, index: number): IdRun {
  let start = index;
  let end = index;
  while (start > 0 && index - start < maxRunLength && kindOf(text, start - 1) > 0) start--;
  while (end < text.length && end - index < maxRunLength && kindOf(text, end) > 0) end++;
  while (end > start && kindOf(text, end - 1) === 2) end--;
  return { start, end, text: text.slice(start, end) };
}

/** Most of what begins like an id is a word of people: it is one only where it is the whole id. */
const isWord = (text: string): boolean => /^[a-z]+$/i.test(text);

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
