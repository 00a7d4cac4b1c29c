import { Disposable, TabInputText, commands, window } from 'vscode';
import type { TextEditor } from 'vscode';
import { escapeMarkdown } from '../../core/markdown';
import { modelCount } from '../../core/tokens/count';
import { countTable } from '../../core/tokens/describe';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { commandIds, settingIds } from '../contributions';
import type { Pages } from '../pages';
import { settings } from '../settings';
import type { Tables } from '../tables';
import { activeModel, setActiveModel } from './activeModel';
import type { CountedDocument, DocumentCounter } from './documentCounter';
import type { WorkerCounter } from './workerCounter';
import { pickModel } from './modelPicker';

/** Count Tokens and Select Model. */
export function registerTokenCommands(
  tables: Tables,
  counter: DocumentCounter,
  worker: WorkerCounter,
  pages: Pages,
): Disposable {
  return Disposable.from(
    commands.registerCommand(commandIds.countTokens, () => countTokens(tables, counter, worker, pages)),
    commands.registerCommand(commandIds.selectModel, (id: unknown) => selectModel(tables, id)),
  );
}

/** `id`: the model that a link has chosen already. */
async function selectModel(tables: Tables, id?: unknown): Promise<void> {
  const catalog = await tables.catalog();
  const chosen = typeof id === 'string' ? catalog.findModel(id) : undefined;
  if (chosen) return setActiveModel(chosen.id);
  const now = activeModel(catalog);
  const current = 'unknownId' in now ? now.unknownId : now.id;
  const picked = await pickModel(catalog, current, 'Count tokens for which model?');
  if (picked) await setActiveModel(picked.id);
}

async function countTokens(
  tables: Tables,
  counter: DocumentCounter,
  worker: WorkerCounter,
  pages: Pages,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void window.showWarningMessage(noTextMessage());
    return;
  }
  const catalog = await tables.catalog();
  const model = activeModel(catalog);
  if ('unknownId' in model) {
    const choose = 'Choose a Model';
    const message = `The setting ${settingIds.model} names "${model.unknownId}", which the catalog does not know.`;
    if ((await window.showWarningMessage(message, choose)) === choose) await selectModel(tables);
    return;
  }
  const tokenizer = catalog.tokenizerOf(model);
  const counted = await countWithRetry(editor, counter, tokenizer.encoding);
  const report = {
    document: modelCount(tokenizer, counted.document),
    selection: counted.selection && modelCount(tokenizer, counted.selection),
  };
  const name = editor.document.uri.path.split('/').pop() ?? 'document';
  const lines = [
    `# Tokens of ${escapeMarkdown(name)}`,
    `Model: **${escapeMarkdown(model.name)}** (${escapeMarkdown(model.id)})`,
  ];
  const { wasteReport } = await import('./wasteReport');
  const waste = await wasteReport(editor.document, counted.document, tokenizer, worker);
  const table = countTable(report, model, catalog, settings.budget());
  await pages.showReport('tokens', [...lines, table, waste].join('\n\n') + '\n');
}

/** A document that changes under the count is counted again. */
async function countWithRetry(
  { document, selections }: TextEditor,
  counter: DocumentCounter,
  encoding: EncodingName,
): Promise<CountedDocument> {
  for (;;) {
    const counted = await counter.count(document, selections, encoding, new AbortController().signal);
    if (counted) return counted;
    if (document.isClosed) throw new Error(`${document.uri.path} was closed before its tokens were counted.`);
  }
}

/** VS Code hands no text of binary files and of files over 50 MB to extensions. */
function noTextMessage(): string {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  if (!tab) return 'No editor is open. Open a text file to count its tokens.';
  return tab.input instanceof TabInputText
    ? `VS Code gives extensions no text of "${tab.label}": it is larger than 50 MB or not a text. Open a part of it in a file of its own to count.`
    : `"${tab.label}" is not a text editor. Open a text file to count its tokens.`;
}
