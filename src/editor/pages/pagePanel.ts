import { Disposable, FileType, Range, Uri, ViewColumn, commands, window, workspace } from 'vscode';
import type { WebviewPanel } from 'vscode';
import type { Model } from '../../core/catalog/catalogTable';
import { isSamePage, pathOf } from '../../core/pages/address';
import type { PageAddress, PagePlace } from '../../core/pages/address';
import { fromPages, pagesAnswers } from '../../core/pages/pagesProtocol';
import type { FromPages, LoadedPage, ToPages } from '../../core/pages/pagesProtocol';
import { executeCommand } from '../shared/commands';
import { onSettings } from '../shared/settings';
import { WebviewHost } from '../shared/webviewHost';
import type { PanelHandlers } from '../shared/webviewHost';
import type { Shared } from '../shared/shared';
import { webviewStrings, say } from '../shared/words';
import type { WebviewGlossary, GlossaryOfWebview } from './webviewGlossary';
import { counterModelMessage, modelHandlers } from './modelPage';
import type { PageSource } from '../../core/pages/pageSources';
import type { Reports } from './reports';
import { showMessage } from '../shared/messages';

export interface PanelDeps extends Pick<Shared, 'context' | 'guide' | 'log'> {
  readonly openInPlayground: (model: Model) => Promise<void>;
  readonly words: WebviewGlossary;
  readonly source: PageSource;
  readonly reports: Reports;
  /** Opens a page in the tab of the pages. */
  readonly showPage: (place: PagePlace) => void;
}

/** Pages with buttons that show which model the counter counts for. */
const hasModels: readonly PageAddress['folder'][] = ['families', 'compare', 'choose'];

/** A tab with pages. The webview itself keeps the page shown and its history, and asks for one page after the other. */
export class PagePanel {
  /** The page to go to, kept until the page asks for it: a page that is hidden or loading receives no messages. */
  private pending: PagePlace | undefined;
  /**
   * Whether the user opened the tab and it is not drawn yet. VS Code focuses the tab, but not the page that loads
   * later.
   */
  private opening = false;
  private readonly words: GlossaryOfWebview;
  private readonly host: WebviewHost<FromPages, ToPages, typeof pagesAnswers>;
  /** The page that is shown. */
  shown: PageAddress | undefined;

  /** @param alone whether the tab is for a report, and shows nothing else. */
  constructor(
    readonly panel: WebviewPanel,
    private readonly deps: PanelDeps,
    private readonly alone: boolean,
  ) {
    panel.iconPath = Uri.joinPath(deps.context.extensionUri, 'media', 'page.svg');
    this.words = deps.words.forPage({
      post: (message) => this.host.post(message),
      isActive: () => panel.active,
      ownTerm: () => (this.shown?.folder === 'terms' ? this.shown.id : undefined),
    });
    this.host = new WebviewHost(panel, deps, {
      name: 'pages',
      title: 'AI Field Guide',
      element: 'ai-pages',
      messages: fromPages,
      answers: pagesAnswers,
      handlers: this.handlers(),
    });
    const settings = onSettings(['tokens.model'], () => this.tellCounterModel());
    const listeners = Disposable.from(this.host, settings, this.words);
    panel.onDidDispose(() => {
      listeners.dispose();
    });
  }

  dispose(): void {
    this.panel.dispose();
  }

  show(place: PagePlace): void {
    this.opening = true;
    this.pending = place;
    const { hears } = this.host.outbox;
    this.panel.reveal();
    // A page that does not receive messages says `ready` later, and gets the place then. Told twice, it would draw
    // twice.
    if (hears) this.host.post({ type: 'show', place });
  }

  /**
   * Makes the shown page load again, where it is of that kind. Call this when its content has changed. A page that
   * receives no messages loads it again when it is shown.
   */
  refresh(folder = this.shown?.folder): void {
    if (this.host.outbox.hears && this.shown && this.shown.folder === folder) this.host.post({ type: 'changed' });
  }

  private handlers(): PanelHandlers<FromPages, typeof pagesAnswers> {
    const { reports, log, showPage } = this.deps;
    return {
      ...this.words.handlers,
      ...modelHandlers(this.deps.guide, this.deps.openInPlayground),
      ready: () => {
        const start = { type: 'start', strings: webviewStrings(), alone: this.alone } as const;
        this.host.outbox.begin(this.pending ? { ...start, show: this.pending } : start);
        this.words.start();
      },
      load: ({ address }) => this.load(address),
      // The title is not set when a page is made: an older page that took longer is never shown, and must not name the
      // tab.
      shown: ({ address, title }) => {
        this.shown = address;
        if (title !== undefined) this.panel.title = title;
        if (this.opening && this.panel.active) this.host.post({ type: 'takeFocus' });
        this.opening = false;
      },
      openPage: ({ place }) => showPage(place),
      openFile: async ({ uri, line }) => {
        if (this.shown && reports.names(this.shown, uri)) await openFile(uri, line);
        else log.warn(`A page asked for a file that its report does not name.`);
      },
      makeAgain: () => this.shown && reports.makeAgain(this.shown),
      countExactly: () => this.shown && reports.countExactly(this.shown),
      openLab: ({ station, text }) => executeCommand('lab.open', station, text),
      openPrompt: ({ prompt }) => executeCommand('playground.open', prompt),
    };
  }

  private async load(address: PageAddress): Promise<LoadedPage> {
    if (this.pending && isSamePage(this.pending, address)) this.pending = undefined;
    try {
      const page = await this.deps.source(address);
      if (!page) return await this.missing(address);
      if (hasModels.includes(address.folder)) await this.tellCounterModel();
      return { kind: 'page', page };
    } catch (error) {
      this.deps.log.error(`The page ${pathOf(address)} could not be made.`, error);
      const title = say('This page could not be loaded');
      return { kind: 'missing', title, message: say('The log (Output: AI Field Guide) says why.') };
    }
  }

  private async missing(address: PageAddress): Promise<LoadedPage> {
    const again = this.deps.reports.again(address);
    if (again !== undefined) {
      const title = say('This report was not kept');
      const message = say('Reports are not kept when the window reloads.');
      return { kind: 'missing', title, message, again };
    }
    const message = say(
      'There is no page at this address. It may have had another name in an earlier version. Try one of these:',
    );
    const guide = await this.deps.guide.guide();
    const instead = guide.map(({ id, title }) => ({ place: { folder: 'guide' as const, id }, title }));
    return { kind: 'missing', title: say('No such page'), message, instead };
  }

  private async tellCounterModel(): Promise<void> {
    this.host.post(await counterModelMessage(this.deps.guide));
  }
}

/** Opens a file that a report names, at a line counted from 0. A folder is shown in the explorer. A failure is reported. */
async function openFile(address: string, line: number | undefined): Promise<void> {
  const uri = Uri.parse(address, true);
  try {
    // Texts that are no files, `untitled:` for one, have no stat.
    const stat = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
    if (stat && (stat.type & FileType.Directory) !== 0) {
      await commands.executeCommand('revealInExplorer', uri);
      return;
    }
    const selection = line === undefined ? {} : { selection: new Range(line, 0, line, 0) };
    await commands.executeCommand('vscode.open', uri, { viewColumn: columnOf(uri), ...selection });
  } catch (error) {
    const name = uri.path.split('/').pop() ?? uri.path;
    const why = error instanceof Error ? error.message : String(error);
    void showMessage('Warning', say('"{0}" could not be opened: {1}', name, why));
  }
}

/** Returns the column in which the text is visible already; else that of the report. */
function columnOf(uri: Uri): ViewColumn {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return shown?.viewColumn ?? ViewColumn.Active;
}
