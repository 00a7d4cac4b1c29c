/** The mark that is shown in place of a text that may be a key. */
const hidden = '…';
const maxLength = 60;
const mixed = /(?=[\w~+/-]*\d)(?=[\w~+/-]*[a-z])[\w~+/-]{16,}/i;

/**
 * Returns the name of an option, a header, a field or a file as it is shown in a note on a request that was made
 * elsewhere. In a malformed command a key may stand in its place, so a text that may be a key is hidden.
 */
export const shownName = (text: string): string =>
  text.length > maxLength || mixed.test(text) || !/^[\w@$./:-]+$/.test(text) ? hidden : text;

/** The most names that are shown. No one reads more. */
const mostNames = 20;

/** Lists names, each once. */
export function shownNames(names: Iterable<string>): string {
  const shown = new Set<string>();
  for (const name of names) {
    if (shown.size === mostNames) return [...shown, hidden].join(', ');
    shown.add(shownName(name));
  }
  return [...shown].join(', ');
}

/** Returns a variable of a shell by its name, and `$(…)` for a command that only a shell can run. */
export const shownExpansion = (text: string): string =>
  /^\$\w+$/.test(text)
    ? shownName(text)
    : text.startsWith('${')
      ? shownName(`$${/\w*/.exec(text.slice(2))?.[0] ?? ''}`)
      : '$(…)';
