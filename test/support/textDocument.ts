import { textLines } from '../../src/core/text/document';
import type { TextDocument } from '../../src/core/text/document';

/** A document as an editor has it, made from its text. */
export const textDocument = (text: string, languageId = 'markdown', path = '/a.md'): TextDocument => ({
  ...textLines(text),
  ...{ uri: { path }, languageId, version: 1, isClosed: false, eol: text.includes('\r\n') ? 2 : 1 },
});
