import type { Span } from '../../text/span';

/** A file that a config names. */
interface FileLink {
  readonly span: Span;
  /** Path relative to the config; of a pattern, the folder that it begins in, which may be empty. */
  readonly path: string;
  readonly isPattern: boolean;
}

/** Maximum number of links of a config. Users follow no more. */
const maxLinks = 2_000;

/** Finds where a config names files as `file://`. Names with a template are left out, as only a run knows them. */
export function fileLinks(text: string): FileLink[] {
  const links: FileLink[] = [];
  for (const match of text.matchAll(/file:\/\/(?!\/)([^\s'"`,[\]#<>]+)/g)) {
    const written = match[1] ?? '';
    if (written.includes('{{') || isInComment(text, match.index)) continue;
    // A brace that nothing in it has opened closes the object that it stands in.
    const path = written.includes('{') ? written : written.replace(/\}+$/, '');
    const span = { start: match.index, end: match.index + 'file://'.length + path.length };
    const pattern = /[*?{]/.exec(path);
    links.push(
      pattern
        ? { span, path: path.slice(0, path.lastIndexOf('/', pattern.index) + 1), isPattern: true }
        : // A word behind the name of a file of code, after a colon, is one of its functions.
          { span, path: path.replace(/(\.\w+):[\w$]+$/, '$1'), isPattern: false },
    );
    if (links.length === maxLinks) break;
  }
  return links;
}

function isInComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*#/.test(line) || (/\s#/.test(line) && !/["'].*#/.test(line));
}
