import { Disposable, commands, languages, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { comparisonScheme, contextKey } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { StepDone } from '../../shared/firstSteps';
import type { Logger } from '../../shared/log';
import type { Tables } from '../../shared/tables';
import type { DocumentCounter } from '../counting/documentCounter';
import type { Comparisons } from './comparisons';
import { ShownEncodings } from './shownEncodings';
import { TokenHover } from './tokenHover';
import { TokenPainter } from './tokenPainter';
import { scrollComparisonsTogether } from './scrollTogether';

/** The colours and hovers of tokens, in every editor or in comparisons alone. Holds neither while no editor shows tokens. */
export class TokenView {
  private readonly encodings: ShownEncodings;
  private readonly painter: TokenPainter;
  private readonly listeners: Disposable;
  private hover: Disposable | undefined;

  constructor(
    tables: Tables,
    comparisons: Comparisons,
    counter: DocumentCounter,
    private readonly stepDone: StepDone,
    log: Logger,
  ) {
    this.encodings = new ShownEncodings(tables, comparisons);
    const otherEncodingOf = ({ uri }: TextDocument) => comparisons.otherSideOf(uri)?.encoding;
    this.painter = new TokenPainter(this.encodings.of, otherEncodingOf, counter, log);
    this.listeners = Disposable.from(
      scrollComparisonsTogether(),
      window.onDidChangeVisibleTextEditors(() => this.update()),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.painter.scrolled(textEditor)),
      workspace.onDidChangeTextDocument((change) => this.painter.edited(change)),
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(settingId('tokens.model'))) return;
        this.update();
        void this.encodings.tellEstimate();
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.clear();
  }

  toggle(): Promise<void> {
    return this.setShown(!this.encodings.isShown);
  }

  async setShown(shown: boolean): Promise<void> {
    this.encodings.isShown = shown;
    this.update();
    if (shown) this.stepDone('tokensSeen');
    await commands.executeCommand('setContext', contextKey('tokens.shown'), shown);
    await this.encodings.tellEstimate();
  }

  private update(): void {
    const isComparing = window.visibleTextEditors.some(({ document }) => document.uri.scheme === comparisonScheme);
    if (!this.encodings.isShown && !isComparing) {
      this.clear();
      return;
    }
    this.hover ??= languages.registerHoverProvider('*', new TokenHover(this.painter, this.encodings.notesOf));
    this.painter.refresh();
  }

  private clear(): void {
    this.hover?.dispose();
    this.hover = undefined;
    this.painter.dispose();
  }
}
