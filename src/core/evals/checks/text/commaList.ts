import { CheckFault } from '../verdict';

const space = /\s*/y;
const separators = /[\s,]*/y;
/** A text in quotes. A quote in it is doubled, or has a backslash before it. A backslash may have one, too. */
const quoted = /"((?:\\["\\]|""|[^"\\]|\\(?!["\\]))*)"/y;
const bare = /[^,]*/y;

/** Returns the parts of a list that is written with commas. Some may be in double quotes. @throws CheckFault */
export function commaList(list: string): string[] {
  const parts: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(list);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (take(separators); at < list.length; take(separators)) {
    if (list[at] !== '"') {
      parts.push(take(bare)?.[0].trim() ?? '');
      continue;
    }
    const part = take(quoted)?.[1];
    if (part === undefined) throw new CheckFault('value', 'A quote in the list of a check has no end.');
    parts.push(part.replace(/\\(["\\])|""/g, (_, escaped: string | undefined) => escaped ?? '"'));
    take(space);
    if (at < list.length && list[at] !== ',')
      throw new CheckFault('value', 'In the list of a check a comma must follow what is in quotes.');
  }
  return parts;
}
