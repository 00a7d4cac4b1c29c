import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { StatusBarItem, TextEditor } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import { escapeMarkdown } from '../../core/base/markdown';
import { isWarned, usableInput } from '../../core/tokens/counting/budget';
import { modelCount } from '../../core/tokens/counting/modelCount';
import type { CountedText, CountedUnit } from '../../core/tokens/counting/describeCount';
import { statusLines, statusSpoken, statusText } from '../../core/tokens/counting/describeStatus';
import { commandLink, commandOf, trusting } from '../shared/commands';
import { publicName, tokenStatusId } from '../shared/contributions';
import type { Logger } from '../shared/log';
import { say } from '../shared/words';
import { budgetRules, readSetting } from '../shared/settings';
import type { Tables } from '../shared/tables';
import { unknownModelWords } from '../shared/chosenModel';
import { activeModel } from '../shared/activeModel';
import { countedEditor, isPanelText, unitOf } from '../shared/countedEditor';
import { FailureMemory } from '../shared/failureMemory';
import type { CountedDocument, DocumentCounter } from './counting/documentCounter';
import type { ExactCounting } from './counting/exactCounting';
import type { RetiredModels } from '../shared/retiredModels';

/** Milliseconds between two counts: several events of one keystroke make one. */
const paintMs = 30;

/** The one status bar item: tokens of the selection and of the document for the chosen model. */
export function registerTokenStatus(
  tables: Tables,
  counter: DocumentCounter,
  retired: RetiredModels,
  exact: ExactCounting,
  log: Logger,
): Disposable {
  const item = window.createStatusBarItem(tokenStatusId, StatusBarAlignment.Right, 101);
  item.name = say('AI Field Guide: Tokens');
  item.command = commandOf('tokens.selectModel', say('Select Model for Token Counts'));
  const status = new TokenStatus(item, tables, counter, retired, exact, log);
  status.refresh();
  return Disposable.from(
    item,
    status,
    window.onDidChangeActiveTextEditor(() => status.refresh()),
    window.onDidChangeVisibleTextEditors(() => {
      // Below the editors the focus stays where it is while they change.
      if (window.activeTextEditor && isPanelText(window.activeTextEditor.document.uri)) status.refresh();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === countedEditor()) status.refresh();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === countedEditor()?.document) status.refresh();
    }),
    exact.onDidChange((document) => {
      if (document === countedEditor()?.document) status.refresh();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(publicName('tokens'))) status.refresh();
    }),
  );
}

class TokenStatus {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly failures = new FailureMemory();
  /** Of the count under way: a newer one aborts it, so that a stale number is never shown. */
  private abort = new AbortController();

  constructor(
    private readonly item: StatusBarItem,
    private readonly tables: Tables,
    private readonly counter: DocumentCounter,
    private readonly retired: RetiredModels,
    private readonly exact: ExactCounting,
    private readonly log: Logger,
  ) {}

  dispose(): void {
    this.abort.abort();
    clearTimeout(this.timer);
  }

  refresh(): void {
    this.dispose();
    const editor = countedEditor();
    if (!readSetting('tokens.statusBar') || !editor) {
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
    const { document } = editor;
    const show = (counted: CountedDocument): void => {
      if (signal.aborted) return;
      const text = this.exact.better(toText(counted, model, catalog), document, editor.selections, model);
      this.showCount(text, unitOf(document), model, catalog);
    };
    const counted = await this.counter.count(document, () => editor.selections, encoding, signal, show);
    this.failures.forget();
    if (counted) show(counted);
    this.retired.tell(model, catalog).catch((error: unknown) => {
      this.log.error('Offering the successor of a retired model failed.', error);
    });
  }

  private showCount(counted: CountedText, unit: CountedUnit, model: Model, catalog: Catalog): void {
    const rules = budgetRules();
    const more = say('Click to select another model. {0} says more.', countLink());
    const offer = counted.document.estimate?.inexact === 'counting' ? undefined : this.exact.offerFor(model);
    const exactly = offer && counted.document.estimate ? [exactLink(offer.by)] : [];
    const lines = [...statusLines(counted, unit, model, catalog, rules, say), ...exactly, more];
    const tooltip = new MarkdownString(lines.join('  \n'));
    tooltip.isTrusted = trusting('tokens.count', 'tokens.countExactly');
    this.show(statusText(counted, say), tooltip, statusSpoken(counted, unit, model, rules, say));
    // As VS Code's guidelines ask: colour is for what needs an eye now, and a long text is no error.
    if (!isWarned(counted.document.tokens, usableInput(model, rules), rules)) return;
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private showUnknownModel(id: string): void {
    const text = `${escapeMarkdown(unknownModelWords(id))} ${say('Click to choose a model.')}`;
    this.show(`$(warning) ${say('tokens')}`, new MarkdownString(text), say('Tokens: unknown model. Choose a model.'));
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return; // A newer count is under way, and this one was called off.
    if (this.failures.isNew(error)) this.log.error('Counting tokens failed.', error);
    const text = say('Counting failed. The log (Output: AI Field Guide) says why. The next edit tries again.');
    this.show(`$(warning) ${say('tokens')}`, new MarkdownString(text), text);
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

const exactLink = (by: string): string =>
  `[${say('Count Exactly with {0}', by)}](${commandLink('tokens.countExactly')})`;
const countLink = (): string => `[${say('Count Tokens')}](${commandLink('tokens.count')})`;
