import { Disposable, Uri, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { escapeMarkdown, fileLink } from '../../../core/base/markdown';
import { countReport, surveyedEncodings } from '../../../core/tokens/counting/countReport';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { registerCommand } from '../../shared/commands';
import type { Pages } from '../../services/pages/pages';
import { settings } from '../../shared/settings';
import { say } from '../../shared/words';
import { nameOf } from '../../services/fileTokens/paths';
import type { Tables } from '../../services/tables';
import type { DocumentRegions } from '../../services/documentRegions';
import { activeModel, useModel } from '../../services/tokens/activeModel';
import { countedEditor, noTextWords, unitOf } from '../../services/tokens/countedEditor';
import type { CountedDocument, DocumentCounter } from '../../services/tokens/documentCounter';
import type { WorkerCounter } from '../../services/tokens/workerCounter';
import { chosenModel } from '../../services/tokens/chosenModel';

/** What the commands count with, and where they show it. */
export interface CountingParts {
  readonly tables: Tables;
  readonly counter: DocumentCounter;
  readonly worker: WorkerCounter;
  readonly pages: Pages;
  readonly regions: DocumentRegions;
}

/** Count Tokens, of an editor or of a file in the explorer, and Select Model. */
export function registerTokenCommands(parts: CountingParts): Disposable {
  return Disposable.from(
    registerCommand('countTokens', () => countTokens(parts)),
    registerCommand('countTokensInFile', (file) => countInFile(file, parts)),
    registerCommand('selectModel', (id: unknown) => selectModel(parts.tables, id)),
  );
}

/** `id`: the model that a link has chosen already. */
async function selectModel(tables: Tables, id?: unknown): Promise<void> {
  const catalog = await tables.catalog();
  const chosen = typeof id === 'string' ? catalog.findModel(id) : undefined;
  if (chosen) return useModel(chosen);
  const now = activeModel(catalog);
  const current = 'unknownId' in now ? now.unknownId : now.id;
  const { pickModel } = await import('./modelPicker');
  const picked = await pickModel(catalog, current, 'Count tokens for which model?');
  if (picked) await useModel(picked);
}

/** The explorer gives the address; from a keybinding it may be missing. */
async function countInFile(file: unknown, parts: CountingParts): Promise<void> {
  if (!(file instanceof Uri)) return countTokens(parts);
  const catalog = await parts.tables.catalog();
  const model = await chosenModel(catalog);
  if (!model) return;
  const { countOneFile } = await import('./countOneFile');
  await countOneFile(file, model, catalog, parts.worker, parts.pages);
}

async function countTokens({ tables, counter, worker, pages, regions }: CountingParts): Promise<void> {
  const editor = countedEditor();
  if (!editor) {
    void window.showWarningMessage(noTextWords());
    return;
  }
  const catalog = await tables.catalog();
  const model = await chosenModel(catalog);
  if (!model) return;
  const { document } = editor;
  const tokenizer = catalog.tokenizerOf(model);
  const { signal } = new AbortController();
  const encoded = await countWithRetry(editor, counter, tokenizer.encoding, signal);
  const { wasteReport } = await import('./wasteReport');
  const waste = await wasteReport(document, encoded.document, tokenizer, worker, regions);
  const tokens = await counter.survey(document, surveyedEncodings(catalog), signal);
  if (!tokens) throw closedMeanwhile(document);
  const counted = {
    document: modelCount(tokenizer, encoded.document),
    selection: encoded.selection && modelCount(tokenizer, encoded.selection),
  };
  const title = titleOf(document);
  const address = document.uri.toString();
  const parts = {
    name: fileLink(escapeMarkdown(title), address),
    unit: unitOf(document),
    rules: settings.budget(),
    textKind: encoded.document.textKind,
    sections: [waste],
  };
  pages.showReport('tokens', {
    title: say('Tokens of {0}', title),
    markdown: countReport({ ...parts, counted, model, catalog, tokens }, say),
    files: new Set([address]),
    of: [address],
  });
}

/** A document that changes under the count is counted again. */
async function countWithRetry(
  editor: TextEditor,
  counter: DocumentCounter,
  encoding: EncodingName,
  signal: AbortSignal,
): Promise<CountedDocument> {
  const { document } = editor;
  for (;;) {
    const counted = await counter.count(document, () => editor.selections, encoding, signal);
    if (counted) return counted;
    if (document.isClosed) throw closedMeanwhile(document);
  }
}

const closedMeanwhile = ({ uri }: TextDocument): Error =>
  new Error(`${uri.path} was closed before its tokens were counted.`);

/** The name of the file, and of a cell also its place. */
function titleOf(document: TextDocument): string {
  const name = nameOf(document.uri);
  if (unitOf(document) !== 'cell') return name;
  const cells = workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  const cell = cells.find((each) => each.document === document);
  return cell ? say('cell {0} of {1}', cell.index + 1, name) : name;
}
