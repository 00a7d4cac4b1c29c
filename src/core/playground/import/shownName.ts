/** Stands for what may be a key. */
const hidden = '…';
const maxLength = 60;
const mixed = /(?=[\w~+/-]*\d)(?=[\w~+/-]*[a-z])[\w~+/-]{16,}/i;

/**
 * What is said of a request that was made elsewhere: names of its options, headers, fields and files. Where a command is not
 * written as it should be, a key may stand in such a place: it is not shown again.
 */
export const shownName = (text: string): string =>
  text.length > maxLength || mixed.test(text) || !/^[\w@$./:-]+$/.test(text) ? hidden : text;

/** More than anybody reads. */
const mostNames = 20;

/** Each once. */
export function shownNames(names: Iterable<string>): string {
  const shown = new Set<string>();
  for (const name of names) {
    if (shown.size === mostNames) return [...shown, hidden].join(', ');
    shown.add(shownName(name));
  }
  return [...shown].join(', ');
}

/** A variable of a shell by its name; of a command that only a shell can run, that there is one. */
export const shownExpansion = (text: string): string =>
  /^\$\w+$/.test(text)
    ? shownName(text)
    : text.startsWith('${')
      ? shownName(`$${/\w*/.exec(text.slice(2))?.[0] ?? ''}`)
      : '$(…)';
