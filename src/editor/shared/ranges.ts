import { Range } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Span } from '../../core/text/span';

/** The range of a document that a span of its text is. */
export const rangeOf = (document: TextDocument, { start, end }: Span): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
