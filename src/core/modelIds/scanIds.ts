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
const longestRun = 160;

const idCharacter = /[\w.:@/-]/;
const punctuation = /[.:/@-]+$/;

/** Finds runs that may be ids of `names`, in one pass over the text, whatever its lines are. */
export function createIdScanner(names: Iterable<string>): (text: string) => Generator<IdRun> {
  const stems = new Set(Array.from(names, stemOf));
  // A stem inside a longer word begins nothing.
  const pattern = new RegExp(`(?<![a-z0-9])(?:${[...stems].sort().map(escape).join('|')})`, 'gi');
  return function* scan(text) {
    const stem = new RegExp(pattern);
    for (let match = stem.exec(text); match !== null; match = stem.exec(text)) {
      const run = runAt(text, match.index);
      stem.lastIndex = Math.max(run.end, match.index + 1);
      if (run.text !== '' && run.end > match.index) yield run;
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
  while (start > 0 && index - start < longestRun && idCharacter.test(text.charAt(start - 1))) start--;
  while (end < text.length && end - index < longestRun && idCharacter.test(text.charAt(end))) end++;
  const run = text.slice(start, end);
  // A sentence or a key ends behind an id.
  const trimmed = run.replace(punctuation, '');
  return { start, end: start + trimmed.length, text: trimmed };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
