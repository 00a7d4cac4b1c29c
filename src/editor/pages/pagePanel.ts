import { Disposable, Uri, env, window, workspace } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { isSamePage, pathOf } from '../../core/pages/address';
import type { PageAddress, PagePlace } from '../../core/pages/address';
import type { Model } from '../../core/catalog/catalogTable';
import { fromPages } from '../../core/pages/pagesProtocol';
import type { FromPages, ToPages } from '../../core/pages/pagesProtocol';
import { executeCommand } from '../shared/commands';
import { settingId } from '../shared/settingsTable';
import type { Logger } from '../shared/log';
import { openWebLink } from '../shared/openers';
import { hostPage } from '../shared/webviewHost';
import { pageWords, say } from '../shared/words';
import type { PageWords, WordsOfPage } from './webviewGlossary';
import type { Tables } from '../shared/tables';
import { activeModel, setActiveModel } from '../shared/activeModel';
import { openFile } from './openFile';
import type { PageSource } from './pageSources';
import type { Reports } from './reports';

export interface PanelDeps {
  readonly extension: Uri;
  readonly tables: Tables;
  readonly words: PageWords;
  readonly log: Logger;
  readonly source: PageSource;
  readonly reports: Reports;
  readonly openInPlayground: (model: Model) => Promise<void>;
  /** Opens a page in the tab of the pages. */
  readonly showPage: (place: PagePlace) => void;
}

/** Pages with buttons that say which model the counter counts for. */
const hasModels: readonly PageAddress['folder'][] = ['families', 'compare', 'choose'];

type Handlers = { readonly [K in FromPages['type']]: (message: Extract<FromPages, { readonly type: K }>) => unknown };

/** A tab with pages. What it shows and where it has been is the page's own; it asks for one page after the other. */
export class PagePanel {
  /** Where the page is to go, until it asks for it: while it is hidden or loading it hears nothing. */
  private pending: PagePlace | undefined;
  /** Opened by the user, and not drawn yet: VS Code gives the focus to the tab, but not on to a page that comes later. */
  private opening = false;
  /** The page is loaded; one that is hidden is thrown away. */
  private isReady = false;
  private readonly words: WordsOfPage;
  /** What stands on the page. */
  shown: PageAddress | undefined;

  /** @param alone a report: its tab shows nothing else. */
  constructor(
    readonly panel: WebviewPanel,
    private readonly deps: PanelDeps,
    private readonly alone: boolean,
  ) {
    panel.iconPath = Uri.joinPath(deps.extension, 'media', 'page.svg');
    this.words = deps.words.forPage({
      post: (message) => this.post(message),
      isActive: () => panel.active,
      ownTerm: () => (this.shown?.folder === 'terms' ? this.shown.id : undefined),
    });
    const page = hostPage<FromPages>(panel.webview, deps.extension, deps.log, {
      name: 'pages',
      title: 'AI Field Guide',
      element: 'ai-pages',
      messages: fromPages,
      onMessage: (message) => void this.answer(message),
    });
    const settings = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingId('tokens.model'))) void this.tellCounterModel();
    });
    const view = panel.onDidChangeViewState(() => (this.isReady &&= panel.visible));
    const listeners = Disposable.from(page, settings, view, this.words);
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
    const { hears } = this;
    this.panel.reveal();
    // One that does not hear says `ready` when it is there, and is told then: told twice, it would draw twice.
    if (hears) this.post({ type: 'show', place });
  }

  /** What stands there has changed, where it is of that kind. A page that does not hear reads it again when it is shown. */
  refresh(folder = this.shown?.folder): void {
    if (this.hears && this.shown?.folder === folder && this.shown) void this.load(this.shown);
  }

  private get hears(): boolean {
    return this.isReady && this.panel.visible;
  }

  private readonly handlers: Handlers = {
    explainWord: (message) => this.words.handlers.explainWord(message),
    stopExplaining: (message) => this.words.handlers.stopExplaining(message),
    openTerm: (message) => this.words.handlers.openTerm(message),
    knowTerm: (message) => this.words.handlers.knowTerm(message),
    ready: () => {
      this.isReady = true;
      const start = { type: 'start', strings: pageWords(), alone: this.alone } as const;
      this.post(this.pending ? { ...start, show: this.pending } : start);
      this.words.start();
    },
    load: ({ address }) => this.load(address),
    // Not as soon as a page is made: an older one that took longer is never shown, and is not to name the tab.
    shown: ({ address, title }) => {
      this.shown = address;
      if (title !== undefined) this.panel.title = title;
      if (this.opening && this.panel.active) this.post({ type: 'takeFocus' });
      this.opening = false;
    },
    openPage: ({ place }) => this.deps.showPage(place),
    openLink: ({ url }) => openWebLink(url),
    openFile: async ({ uri, line }) => {
      if (this.shown && this.deps.reports.names(this.shown, uri)) await openFile(uri, line);
      else this.deps.log.warn(`A page asked for a file that its report does not name.`);
    },
    makeAgain: async () => {
      if (this.shown) await this.deps.reports.makeAgain(this.shown);
    },
    countExactly: async () => {
      if (this.shown) await this.deps.reports.countExactly(this.shown);
    },
    useInCounter: async ({ modelId }) => {
      const model = await this.modelOf(modelId);
      if (model) await setActiveModel(model.id);
    },
    openInPlayground: async ({ modelId }) => {
      const model = await this.modelOf(modelId);
      if (model) await this.deps.openInPlayground(model);
    },
    openLab: ({ station, text }) => executeCommand('lab.open', station, text),
    openPrompt: ({ prompt }) => executeCommand('playground.open', prompt),
    copyText: ({ text }) => env.clipboard.writeText(text),
    pageError: ({ message }) => this.deps.log.error(`The page reported: ${message}`),
  };

  private async answer(message: FromPages): Promise<void> {
    try {
      // Each handler takes the message of its own type; the compiler cannot follow that through the union.
      await (this.handlers[message.type] as (message: FromPages) => unknown)(message);
    } catch (error) {
      this.deps.log.error(`Answering ${message.type} of a page failed.`, error);
      const show = say('Show Log');
      const chosen = await window.showErrorMessage(say('The page could not do that. The log says why.'), show);
      if (chosen === show) this.deps.log.show();
    }
  }

  private async load(address: PageAddress): Promise<void> {
    if (this.pending && isSamePage(this.pending, address)) this.pending = undefined;
    try {
      const page = await this.deps.source(address);
      if (!page) return await this.tellMissing(address);
      this.post({ type: 'page', address, page });
      if (hasModels.includes(address.folder)) await this.tellCounterModel();
    } catch (error) {
      this.deps.log.error(`The page ${pathOf(address)} could not be made.`, error);
      const title = say('This page could not be loaded');
      this.post({ type: 'missing', address, title, message: say('The log (Output: AI Field Guide) says why.') });
    }
  }

  private async tellMissing(address: PageAddress): Promise<void> {
    const again = this.deps.reports.again(address);
    if (again !== undefined) {
      const title = say('This report was not kept');
      const message = say('Reports are not kept when the window is reloaded.');
      return this.post({ type: 'missing', address, title, message, again });
    }
    const message = say(
      'There is nothing under this address. A page may have had another name in an earlier version. Go on with one of these:',
    );
    const guide = await this.deps.tables.guide();
    const instead = guide.map(({ id, title }) => ({ place: { folder: 'guide' as const, id }, title }));
    this.post({ type: 'missing', address, title: say('No such page'), message, instead });
  }

  private async tellCounterModel(): Promise<void> {
    const model = activeModel(await this.deps.tables.catalog());
    this.post({ type: 'counterModel', modelId: 'unknownId' in model ? '' : model.id });
  }

  private async modelOf(id: string): Promise<Model | undefined> {
    return (await this.deps.tables.catalog()).models.find((model) => model.id === id);
  }

  private post(message: ToPages): void {
    void this.panel.webview.postMessage(message);
  }
}
