import { Disposable, commands, languages, window, workspace } from 'vscode';
import { commandIds, comparisonScheme, settingIds, tokensShownKey } from '../contributions';
import type { Logger } from '../log';
import type { Tables } from '../tables';
import type { DocumentCounter } from '../tokens/documentCounter';
import type { WorkerCounter } from '../tokens/workerCounter';
import { compareTokens } from './compare';
import { Comparisons } from './comparisons';
import { ShownEncodings } from './encodings';
import { TokenHover } from './hover';
import { TokenPainter } from './painter';
import { scrollComparisonsTogether } from './scrollTogether';

/** Show Tokens, Hide Tokens, Compare Tokens of Two Encodings. */
export function registerShowTokens(
  tables: Tables,
  counter: DocumentCounter,
  worker: WorkerCounter,
  log: Logger,
): Disposable {
  const comparisons = new Comparisons();
  const encodings = new ShownEncodings(tables, comparisons);
  const painter = new TokenPainter(encodings.of, counter, log);
  const view = new TokenView(encodings, painter);
  const toggle = (shown: boolean) => view.setShown(shown);
  return Disposable.from(
    comparisons,
    view,
    scrollComparisonsTogether(),
    commands.registerCommand(commandIds.showTokens, () => toggle(!encodings.isShown)),
    commands.registerCommand(commandIds.hideTokens, () => toggle(false)),
    commands.registerCommand(commandIds.compareTokens, () => compareTokens(tables, worker, comparisons)),
    window.onDidChangeVisibleTextEditors(() => view.update()),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => painter.scrolled(textEditor)),
    workspace.onDidChangeTextDocument((change) => painter.edited(change)),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(settingIds.model)) return;
      view.update();
      void encodings.tellEstimate();
    }),
  );
}

/** Starts and ends what is only there while tokens are on screen. */
class TokenView {
  private hover: Disposable | undefined;

  constructor(
    private readonly encodings: ShownEncodings,
    private readonly painter: TokenPainter,
  ) {}

  dispose(): void {
    this.hover?.dispose();
    this.hover = undefined;
    this.painter.dispose();
  }

  async setShown(shown: boolean): Promise<void> {
    this.encodings.isShown = shown;
    this.update();
    await commands.executeCommand('setContext', tokensShownKey, shown);
    await this.encodings.tellEstimate();
  }

  update(): void {
    const isComparing = window.visibleTextEditors.some(({ document }) => document.uri.scheme === comparisonScheme);
    if (!this.encodings.isShown && !isComparing) {
      this.dispose();
      return;
    }
    this.hover ??= languages.registerHoverProvider('*', new TokenHover(this.painter, this.encodings.notesOf));
    this.painter.refresh();
  }
}
