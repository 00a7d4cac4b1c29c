import { Range } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Span } from '../../core/text/span';

/** Returns the range of a span in a document. */
export const rangeOf = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
