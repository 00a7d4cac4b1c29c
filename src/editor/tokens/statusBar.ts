import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { StatusBarItem, TextEditor } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/table';
import { escapeMarkdown } from '../../core/markdown';
import { budgetLevel, usableInput } from '../../core/tokens/budget';
import { modelCount } from '../../core/tokens/count';
import { countTable, familyTable, statusSpoken, statusText } from '../../core/tokens/describe';
import type { CountedText } from '../../core/tokens/describe';
import { commandIds, settingIds, tokenStatusId } from '../contributions';
import type { Logger } from '../log';
import { settings } from '../settings';
import type { Tables } from '../tables';
import { activeModel } from './activeModel';
import type { CountedDocument, DocumentCounter } from './documentCounter';

/** Milliseconds between two counts: several events of one keystroke make one. */
const paintMs = 30;
/** Milliseconds of quiet before the other families are counted for the tooltip. */
const quietMs = 1_000;

/** The one status bar item: tokens of the selection and of the document for the chosen model. */
export function registerTokenStatus(tables: Tables, counter: DocumentCounter, log: Logger): Disposable {
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
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) status.refresh();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.model) || change.affectsConfiguration('aiFieldGuide.tokens')) {
        status.refresh();
      }
    }),
  );
}

class TokenStatus {
  private timer: NodeJS.Timeout | undefined;
  private quietTimer: NodeJS.Timeout | undefined;
  /** Of the count under way: a newer one aborts it, so that a stale number is never shown. */
  private abort = new AbortController();

  constructor(
    private readonly item: StatusBarItem,
    private readonly tables: Tables,
    private readonly counter: DocumentCounter,
    private readonly log: Logger,
  ) {}

  dispose(): void {
    this.abort.abort();
    clearTimeout(this.timer);
    clearTimeout(this.quietTimer);
  }

  refresh(): void {
    this.dispose();
    const editor = window.activeTextEditor;
    if (!settings.tokensEnabled() || !editor) {
      this.item.hide();
      return;
    }
    const { signal } = (this.abort = new AbortController());
    this.timer = setTimeout(() => {
      this.update(editor, signal).catch((error: unknown) => this.fail(error, signal));
    }, paintMs);
  }

  private async update(editor: TextEditor, signal: AbortSignal): Promise<void> {
    const catalog = await this.tables.catalog();
    const model = activeModel(catalog);
    if (signal.aborted) return;
    if ('unknownId' in model) return this.showUnknownModel(model.unknownId);
    const { encoding } = catalog.tokenizerOf(model);
    const show = (counted: CountedDocument): boolean => {
      if (!signal.aborted) this.showCount(toText(counted, model, catalog), model, catalog);
      return !signal.aborted;
    };
    const counted = await this.counter.count(editor.document, editor.selections, encoding, signal, show);
    if (!counted || !show(counted)) return;
    this.quietTimer = setTimeout(() => {
      this.survey(editor, toText(counted, model, catalog), model, signal).catch((error: unknown) => {
        if (!signal.aborted) this.log.error('Counting for the other families failed.', error);
      });
    }, quietMs);
  }

  /** Adds a model of each family to the tooltip. */
  private async survey(editor: TextEditor, counted: CountedText, model: Model, signal: AbortSignal): Promise<void> {
    const catalog = await this.tables.catalog();
    const models = catalog.families.map(({ id }) => catalog.modelsOf(id)[0]).filter((each) => each !== undefined);
    const encodings = [...new Set(models.map((each) => catalog.tokenizerOf(each).encoding))];
    const tokens = await this.counter.survey(editor.document, encodings, signal);
    if (!tokens || signal.aborted) return;
    const rows = models.map((each) => {
      const tokenizer = catalog.tokenizerOf(each);
      const count = modelCount(tokenizer, { tokens: tokens.get(tokenizer.encoding) ?? 0, approximate: false });
      return { model: each, count };
    });
    this.showCount(counted, model, catalog, familyTable(rows, settings.budget(), chooseLink));
  }

  private showCount(counted: CountedText, model: Model, catalog: Catalog, families = ''): void {
    const rules = settings.budget();
    const parts = [`**${escapeMarkdown(model.name)}**`, countTable(counted, model, catalog, rules), families];
    const tooltip = new MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
    tooltip.isTrusted = { enabledCommands: [commandIds.selectModel] };
    const level = budgetLevel(counted.document.tokens, usableInput(model, rules), rules);
    this.show(statusText(counted), tooltip, statusSpoken(counted, model, level));
    if (level === 'fits') return;
    const kind = level === 'too-long' ? 'error' : 'warning';
    this.item.backgroundColor = new ThemeColor(`statusBarItem.${kind}Background`);
  }

  private showUnknownModel(id: string): void {
    const text = `The setting \`${settingIds.model}\` names ${escapeMarkdown(id || 'no model')}, which the catalog does not know. Click to choose a model.`;
    this.show('$(warning) tokens', new MarkdownString(text), 'Tokens: unknown model. Choose a model.');
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private fail(error: unknown, signal: AbortSignal): void {
    this.log.error('Counting tokens failed.', error);
    if (signal.aborted) return;
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

function toText(counted: CountedDocument, model: Model, catalog: Catalog): CountedText {
  const tokenizer = catalog.tokenizerOf(model);
  return {
    document: modelCount(tokenizer, counted.document),
    selection: counted.selection && modelCount(tokenizer, counted.selection),
  };
}

/** A row of the tooltip makes its model the one that is counted for. */
const chooseLink = (modelId: string): string =>
  `command:${commandIds.selectModel}?${encodeURIComponent(JSON.stringify([modelId]))}`;
