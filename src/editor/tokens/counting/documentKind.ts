import type { Selection, TextDocument } from 'vscode';
import type { TextKind } from '../../../core/catalog/catalogTable';
import { sampleLines, sampleText, textKind } from '../../../core/tokens/counting/textKind';

/** UTF-16 code units of selections that are looked at. */
const unitsOfSelections = 4_000;

/** What stands in a document, from its language and a sample of its lines: cheap enough for every keystroke. */
export function documentKind(document: TextDocument): TextKind | undefined {
  const { lineCount } = document;
  const line = (index: number): string => lineOf(document, index);
  return textKind(sampleLines({ lineCount, line }), document.languageId);
}

/** The same of what is selected, from the beginnings of it. */
export function selectionKind(document: TextDocument, selections: readonly Selection[]): TextKind | undefined {
  let sample = '';
  for (const { start, end } of selections) {
    for (let line = start.line; line <= end.line && sample.length < unitsOfSelections; line++) {
      const until = line === end.line ? end.character : undefined;
      sample += `${sampleText(lineOf(document, line).slice(line === start.line ? start.character : 0, until))}\n`;
    }
  }
  return textKind(sample, document.languageId);
}

/** Between a question and its answer lines may be deleted. */
const lineOf = (document: TextDocument, line: number): string =>
  line < document.lineCount ? document.lineAt(line).text : '';
