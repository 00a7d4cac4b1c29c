import { Range } from 'vscode';
import type { TextDocument } from 'vscode';
import { isProseUse } from '../../../core/glossary/sense/isProseUse';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { rangeOf } from '../../shared/ranges';

/** UTF-16 code units read to either side of a term. Long lines are data, and the text that decides stands near. */
const nearby = 500;

/** Whether a term of a document stands there as words of a sentence. */
export function isWords(document: TextDocument, decision: TermDecision): boolean {
  const { start, end } = rangeOf(document, decision);
  const from = Math.max(0, start.character - nearby);
  return isProseUse(decision, {
    before: document.lineAt(start.line).text.slice(from, start.character),
    written: document.getText(new Range(start, end)),
    after: document.lineAt(end.line).text.slice(end.character, end.character + nearby),
    languageId: document.languageId,
  });
}
