import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import { escapeMarkdown } from '../../core/base/markdown';
import { isWarned, usableInput } from '../../core/tokens/counting/budget';
import { modelCount } from '../../core/tokens/counting/modelCount';
import type { CountedText, CountedUnit } from '../../core/tokens/counting/describeCount';
import { statusLines, statusSpoken, statusText } from '../../core/tokens/counting/describeStatus';
import { commandLink, commandOf, trusting } from '../shared/commands';
import { tokenStatusId } from '../shared/contributions';
import { say } from '../shared/words';
import { budgetRules, onSettings, readSetting } from '../shared/settings';
import { activeModel, unknownModelMessage } from '../shared/activeModel';
import type { ActiveDocument } from '../shared/activeDocument';
import { unitOf } from '../shared/countedEditor';
import { Follower } from '../shared/follower';
import type { Shared } from '../shared/shared';
import type { CountedDocument, DocumentCounter } from './counting/documentCounter';
import type { ExactCounting } from './counting/exactCounting';
import { tellRetired } from './retiredModels';

/** Milliseconds between two counts: several events of one keystroke make one. */
const paintMs = 30;

interface StatusDeps extends Pick<Shared, 'context' | 'guide' | 'log'> {
  readonly active: ActiveDocument;
  readonly counter: DocumentCounter;
  readonly exact: ExactCounting;
}

/** The one status bar item: tokens of the selection and of the document for the chosen model. */
export class TokenStatus {
  private readonly item = window.createStatusBarItem(tokenStatusId, StatusBarAlignment.Right, 101);
  private readonly follower: Follower;
  private readonly listeners: Disposable;

  constructor(private readonly deps: StatusDeps) {
    this.item.name = say('AI Field Guide: Tokens');
    this.item.command = commandOf('tokens.selectModel', say('Select Model for Token Counts'));
    this.follower = new Follower({
      run: (signal) => this.update(signal),
      failed: (error, isNew) => this.fail(error, isNew),
    });
    const { active, exact } = deps;
    const refresh = (): void => this.refresh();
    this.listeners = Disposable.from(
      this.item,
      active.onDidBecomeActive(refresh),
      active.onDidSelect(refresh),
      active.onDidChange(refresh),
      exact.onDidChange((document) => {
        if (document === active.editor?.document) refresh();
      }),
      onSettings(['tokens.model', 'tokens.statusBar', 'tokens.reservedOutput', 'tokens.warningPercent'], refresh),
    );
    refresh();
  }

  dispose(): void {
    this.follower.stop();
    this.listeners.dispose();
  }

  private refresh(): void {
    if (readSetting('tokens.statusBar') && this.deps.active.editor) return this.follower.soon(paintMs);
    this.follower.stop();
    this.item.hide();
  }

  private async update(signal: AbortSignal): Promise<void> {
    const { active, guide, counter, exact } = this.deps;
    const { editor } = active;
    if (!editor) return;
    const catalog = await guide.catalog();
    const model = activeModel(catalog);
    if (signal.aborted) return;
    if ('unknownId' in model) return this.showUnknownModel(model.unknownId);
    const { encoding } = catalog.tokenizerOf(model);
    const { document } = editor;
    const show = (counted: CountedDocument): void => {
      if (signal.aborted) return;
      const text = exact.better(toText(counted, model, catalog), document, editor.selections, model);
      this.showCount(text, unitOf(document), model, catalog);
    };
    const counted = await counter.count(document, () => editor.selections, encoding, signal, show);
    if (counted) show(counted);
    tellRetired(model, catalog, this.deps.context.globalState).catch((error: unknown) => {
      this.deps.log.error('Offering the successor of a retired model failed.', error);
    });
  }

  private showCount(counted: CountedText, unit: CountedUnit, model: Model, catalog: Catalog): void {
    const rules = budgetRules();
    const more = say('Click to select another model. For more, run {0}.', countLink());
    const offer = counted.document.estimate?.inexact === 'counting' ? undefined : this.deps.exact.offerFor(model);
    const exactly = offer && counted.document.estimate ? [exactLink(offer.by)] : [];
    const lines = [...statusLines(counted, unit, model, catalog, rules, say), ...exactly, more];
    const tooltip = new MarkdownString(lines.join('  \n'));
    tooltip.isTrusted = trusting('tokens.count', 'tokens.countExactly');
    this.show(statusText(counted, say), tooltip, statusSpoken(counted, unit, model, rules, say));
    // As VS Code's guidelines ask, colour is for what needs attention now. It is that of a warning, as a long text is no error.
    if (!isWarned(counted.document.tokens, usableInput(model, rules), rules)) return;
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private showUnknownModel(id: string): void {
    const text = `${escapeMarkdown(unknownModelMessage(id))} ${say('Click to choose a model.')}`;
    this.show(`$(warning) ${say('tokens')}`, new MarkdownString(text), say('Tokens: unknown model. Choose a model.'));
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }

  private fail(error: unknown, isNew: boolean): void {
    if (isNew) this.deps.log.error('Counting tokens failed.', error);
    const text = say('Counting failed and is tried again at the next edit. The log (Output: AI Field Guide) says why.');
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
  `[${escapeMarkdown(say('Count Exactly with {0}', by))}](${commandLink('tokens.countExactly')})`;
const countLink = (): string => `[${say('Count Tokens')}](${commandLink('tokens.count')})`;
