import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { StatusBarItem, TextDocument, TextEditor } from 'vscode';
import type { EncodedCount } from '../../core/tokens/encoder';
import { modelCount } from '../../core/tokens/count';
import { countTable, statusSpoken, statusText } from '../../core/tokens/describe';
import { escapeMarkdown } from '../../core/markdown';
import { commandIds, settingIds, tokenStatusId } from '../contributions';
import type { Logger } from '../log';
import { settings } from '../settings';
import type { Tables } from '../tables';
import { activeModel } from './activeModel';
import { countDocument, countSelections } from './documentCounter';
import type { WorkerCounter } from './workerCounter';

/** Milliseconds of quiet before a count: typing is never followed by one count per key. */
const settleMs = 150;

/** The one status bar item: tokens of the selection and of the document for the chosen model. */
export function registerTokenStatus(tables: Tables, counter: WorkerCounter, log: Logger): Disposable {
  const item = window.createStatusBarItem(tokenStatusId, StatusBarAlignment.Right, 101);
  item.name = 'AI Field Guide: Tokens';
  item.command = commandIds.selectModel;
  const status = new TokenStatus(item, tables, counter, log);
  status.refresh();
  return Disposable.from(
    item,
    status,
    window.onDidChangeActiveTextEditor(() => status.refresh()),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) status.refresh();
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document === window.activeTextEditor?.document) status.refresh();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.model) || change.affectsConfiguration(settingIds.tokensEnabled)) {
        status.refresh();
      }
    }),
  );
}

class TokenStatus {
  private timer: NodeJS.Timeout | undefined;
  /** Counts up with every refresh: an older count that comes late is dropped. */
  private generation = 0;
  /** A selection that moves does not change the count of its document. */
  private lastDocument: { document: TextDocument; key: string; counted: EncodedCount } | undefined;

  constructor(
    private readonly item: StatusBarItem,
    private readonly tables: Tables,
    private readonly counter: WorkerCounter,
    private readonly log: Logger,
  ) {}

  dispose(): void {
    this.generation++;
    clearTimeout(this.timer);
  }

  refresh(): void {
    const generation = ++this.generation;
    clearTimeout(this.timer);
    const editor = window.activeTextEditor;
    if (!settings.tokensEnabled() || !editor) {
      this.item.hide();
      return;
    }
    this.timer = setTimeout(() => {
      this.update(editor, generation).catch((error: unknown) => this.fail(error, generation));
    }, settleMs);
  }

  private async update(editor: TextEditor, generation: number): Promise<void> {
    const catalog = await this.tables.catalog();
    const model = activeModel(catalog);
    if ('unknownId' in model) {
      if (generation === this.generation) this.showUnknownModel(model.unknownId);
      return;
    }
    const tokenizer = catalog.tokenizerOf(model);
    const [selection, document] = await Promise.all([
      countSelections(this.counter, editor.document, editor.selections, tokenizer.encoding),
      this.countWhole(editor, tokenizer.encoding),
    ]);
    if (generation !== this.generation || !document) return;
    const counted = {
      document: modelCount(tokenizer, document),
      selection: selection && modelCount(tokenizer, selection),
    };
    const tooltip = `**${escapeMarkdown(model.name)}**\n\n${countTable(counted, model, catalog)}\n\nClick to choose another model.`;
    this.show(statusText(counted), new MarkdownString(tooltip), statusSpoken(counted, model));
  }

  private async countWhole(
    { document }: TextEditor,
    encoding: Parameters<WorkerCounter['count']>[0],
  ): Promise<EncodedCount | undefined> {
    // A new text may have the name and version of a closed one: the object tells them apart.
    const key = JSON.stringify([document.version, encoding]);
    if (this.lastDocument?.document === document && this.lastDocument.key === key) return this.lastDocument.counted;
    const counted = await countDocument(this.counter, document, encoding);
    if (counted) this.lastDocument = { document, key, counted };
    return counted;
  }

  private showUnknownModel(id: string): void {
    const text = `The setting \`${settingIds.model}\` names ${escapeMarkdown(id || 'no model')}, which the catalog does not know. Click to choose a model.`;
    this.show('$(warning) tokens', new MarkdownString(text), 'Tokens: unknown model. Choose a model.');
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private fail(error: unknown, generation: number): void {
    this.log.error('Counting tokens failed.', error);
    if (generation !== this.generation) return;
    const text = 'Counting failed. The log (Output: AI Field Guide) says why. The next edit tries again.';
    this.show('$(warning) tokens', new MarkdownString(text), text);
  }

  private show(text: string, tooltip: MarkdownString, spoken: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: spoken, role: 'button' };
    this.item.backgroundColor = undefined;
    this.item.show();
  }
}
