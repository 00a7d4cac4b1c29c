import type { TextDocument } from 'vscode';
import { commentLineAbove } from '../../core/code/ids/commentLine';
import { ignoreMark } from '../../core/code/ids/ignoreComments';
import type { Regions } from '../../core/text/regions/regions';

/**
 * The comment to be put above a line so that nothing is said of `name` there, or without one of anything. Undefined: none can
 * stand there. `regions` have read up to the line.
 */
export function ignoreCommentAbove(
  document: TextDocument,
  regions: Regions,
  line: number,
  name?: string,
): string | undefined {
  const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  // What says which program reads a script stands first.
  if (line === 0 && text.startsWith('#!')) return undefined;
  const indent = text.slice(0, firstNonWhitespaceCharacterIndex);
  const above = line === 0 ? '' : document.lineAt(line - 1).text;
  const words = name === undefined ? ignoreMark : `${ignoreMark} ${name}`;
  return commentLineAbove(regions, line, { language: document.languageId, above, indent }, words);
}
