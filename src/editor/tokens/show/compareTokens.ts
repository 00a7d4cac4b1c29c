import { Range, ViewColumn, languages, window, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import { formatCount } from '../../../core/base/numbers';
import { withUnit } from '../../../core/tokens/counting/describeCount';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { sampleText, textKind } from '../../../core/tokens/counting/textKind';
import { comparisonLanguageId } from '../../shared/contributions';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { noTextWords } from '../../shared/countedEditor';
import type { WorkerCounter } from '../../shared/workerCounter';
import { activeModel } from '../../shared/activeModel';
import { Comparisons } from './comparisons';
import type { Side } from './comparisons';
import { pickTwoSides } from './encodingPicker';

/** Texts are handed to VS Code whole, which must not block the others. UTF-16 code units. */
const longest = 500_000;

/** Opens the selection, or the document, twice side by side, each with the tokens of one encoding. */
export async function compareTokens(tables: Tables, counter: WorkerCounter, comparisons: Comparisons): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void window.showWarningMessage(noTextWords());
    return;
  }
  const { document } = editor;
  const range = comparedRange(editor);
  const length = document.offsetAt(range.end) - document.offsetAt(range.start);
  if (length > longest) {
    void window.showWarningMessage(
      say('Select less: {0} characters can be compared, not {1}.', formatCount(longest), formatCount(length)),
    );
    return;
  }
  const documentName = comparisons.of(document.uri)?.name ?? document.uri.path.split('/').pop() ?? 'text';
  const name = editor.selection.isEmpty ? documentName : `Selection of ${documentName}`;
  const text = document.getText(range);
  const catalog = await tables.catalog();
  const chosen = activeModel(catalog);
  const sides = await pickTwoSides(catalog, 'unknownId' in chosen ? undefined : chosen);
  if (!sides) return;
  const pair = comparisons.add({ name, text, sides });
  const [left, right] = await Promise.all(
    sides.map(async (side) => {
      const title = `${name} (${side.model?.name ?? side.encoding}, ${await countWords(counter, side, text, catalog)})`;
      return Comparisons.address(pair, title, side.encoding);
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

async function countWords(
  counter: WorkerCounter,
  { encoding, model }: Side,
  text: string,
  catalog: Catalog,
): Promise<string> {
  const counted = await counter.count(encoding, text);
  const encoded = { ...counted, textKind: textKind(sampleText(text)) };
  const count = model ? modelCount(catalog.tokenizerOf(model), encoded) : { tokens: counted.tokens };
  return withUnit(count, say);
}

async function open(uri: Uri, viewColumn: ViewColumn): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const withLanguage = await languages.setTextDocumentLanguage(document, comparisonLanguageId);
  await window.showTextDocument(withLanguage, { viewColumn, preview: false });
}
