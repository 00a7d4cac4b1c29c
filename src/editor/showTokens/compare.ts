import { Range, ViewColumn, languages, window, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { formatCount } from '../../core/numbers';
import { comparisonLanguageId } from '../contributions';
import type { Tables } from '../tables';
import type { WorkerCounter } from '../tokens/workerCounter';
import { Comparisons } from './comparisons';
import { pickTwoEncodings } from './encodingPicker';

/** Texts are handed to VS Code whole, which must not block the others. UTF-16 code units. */
const longest = 500_000;

/** Opens the selection, or the document, twice side by side, each with the tokens of one encoding. */
export async function compareTokens(tables: Tables, counter: WorkerCounter, comparisons: Comparisons): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void window.showWarningMessage('No text editor is open. Open a text file to compare its tokens.');
    return;
  }
  const { document } = editor;
  const range = comparedRange(editor);
  const length = document.offsetAt(range.end) - document.offsetAt(range.start);
  if (length > longest) {
    void window.showWarningMessage(
      `Two encodings can be compared on up to ${formatCount(longest)} characters, these are ${formatCount(length)}. Select a part and run the command again.`,
    );
    return;
  }
  const documentName = comparisons.of(document.uri)?.name ?? document.uri.path.split('/').pop() ?? 'text';
  const name = editor.selection.isEmpty ? documentName : `Selection of ${documentName}`;
  const text = document.getText(range);
  const encodings = await pickTwoEncodings(await tables.catalog());
  if (!encodings) return;
  const pair = comparisons.add({ name, text, encodings });
  const [left, right] = await Promise.all(
    encodings.map(async (encoding) => {
      const title = `${name} (${encoding}, ${await countWords(counter, encoding, text)})`;
      return Comparisons.address(pair, title, encoding);
    }),
  );
  if (!left || !right) return;
  await open(left, ViewColumn.Active);
  await open(right, ViewColumn.Beside);
}

/** The selection, or all. */
function comparedRange({ document, selection }: TextEditor): Range {
  if (!selection.isEmpty) return selection;
  return new Range(0, 0, document.lineCount - 1, document.lineAt(document.lineCount - 1).text.length);
}

async function countWords(counter: WorkerCounter, encoding: EncodingName, text: string): Promise<string> {
  const { tokens, approximate } = await counter.count(encoding, text);
  return `${approximate ? '≈' : ''}${formatCount(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`;
}

async function open(uri: Uri, viewColumn: ViewColumn): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const withLanguage = await languages.setTextDocumentLanguage(document, comparisonLanguageId);
  await window.showTextDocument(withLanguage, { viewColumn, preview: false });
}
