import { Disposable, Uri, ViewColumn, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { presets } from '../../core/chat/presets';
import type { Model } from '../../core/catalog/table';
import { fromPage, parseMessage } from '../../core/playground/protocol';
import type { FromPage, ToPage } from '../../core/playground/protocol';
import { playgroundViewType } from '../contributions';
import type { Logger } from '../log';
import type { KeyStore } from '../providers/keys';
import type { ProviderStore } from '../providers/store';
import type { Tables } from '../tables';
import type { PlaygroundController } from './controller';
import { pageRoots, playgroundHtml } from './html';
import { answerPage } from './pageMessages';
import { providerViews, suggestedModels } from './providerViews';

export interface PlaygroundDeps {
  readonly extension: Uri;
  readonly controller: PlaygroundController;
  readonly providers: ProviderStore;
  readonly keys: KeyStore;
  readonly tables: Tables;
  readonly log: Logger;
}

/** The playground tab: one a window, made on demand, filled from the controller. */
export class Playground implements Disposable {
  private panel: WebviewPanel | undefined;
  /** The user has opened the tab, and its page is still to come: whoever opens it wants to write. */
  private focusWhenReady = false;
  /** Models that a provider itself listed, by provider id. In memory only. */
  readonly listed = new Map<string, readonly string[]>();
  private readonly listeners: Disposable;

  constructor(readonly deps: PlaygroundDeps) {
    const { controller, providers, keys } = deps;
    this.listeners = Disposable.from(
      controller.onMessage((message) => this.post(message)),
      providers.onDidChange(() => void this.providersChanged()),
      keys.onDidChange(() => void this.providersChanged()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.panel?.dispose();
  }

  /** Opens the tab or brings it to the front, with the focus in the message field. */
  async open(): Promise<void> {
    await this.deps.controller.load();
    // The page of a hidden tab is gone, and made anew when it is shown.
    if (this.panel?.visible) this.post({ type: 'focusMessage' });
    else this.focusWhenReady = true;
    if (this.panel) {
      this.panel.reveal();
      return;
    }
    const panel = window.createWebviewPanel(playgroundViewType, 'Model Playground', ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.adopt(panel);
  }

  /** Takes a panel that VS Code brought back after a reload. */
  adopt(panel: WebviewPanel): void {
    const { extension, log } = this.deps;
    this.panel?.dispose(); // Two tabs on one session would fight over the draft.
    this.panel = panel;
    panel.iconPath = Uri.joinPath(extension, 'media', 'prompt-file.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = parseMessage<FromPage>(fromPage, value, (why) =>
        log.warn(`The page sent an invalid message: ${why}`),
      );
      if (message) void this.answer(message);
    });
    panel.webview.html = playgroundHtml(panel.webview, extension);
  }

  /** What fails is shown, with a way to try again: a page that gets no state would stay empty for ever. */
  private async answer(message: FromPage): Promise<void> {
    try {
      await answerPage(this, message);
    } catch (error) {
      this.deps.log.error(`Answering ${message.type} failed.`, error);
      const what =
        message.type === 'ready'
          ? 'The playground could not load its conversation and providers.'
          : 'The playground could not do that.';
      const [retry, show] = ['Try Again', 'Show Log'];
      const chosen = await window.showErrorMessage(`${what} The log says why.`, retry, show);
      if (chosen === retry) await this.answer(message);
      if (chosen === show) this.deps.log.show();
    }
  }

  async openWithModel(model: Model): Promise<void> {
    const { controller, providers, tables } = this.deps;
    await this.open();
    const catalog = await tables.catalog();
    const serves = (id: string): boolean => {
      const endpoint = providers.find(id);
      return endpoint !== undefined && suggestedModels(endpoint, catalog).includes(model.id);
    };
    const { providerId } = controller.draft;
    const better = providers.list().find(({ id }) => serves(id))?.id;
    const keep = providerId !== null && (serves(providerId) || better === undefined);
    controller.changeDraft({ model: model.id, providerId: keep ? providerId : (better ?? providerId) });
  }

  /** Full state: what the page asks for when it is ready. */
  async postSnapshot(): Promise<void> {
    const { controller } = this.deps;
    await controller.load();
    await this.ensureProvider();
    const views = await this.views();
    const names = presets.map(({ id, name, note }) => ({ id, name, note }));
    this.post({ type: 'snapshot', ...controller.snapshot, providers: views, presets: names });
    if (this.focusWhenReady) this.post({ type: 'focusMessage' });
    this.focusWhenReady = false;
  }

  async providersChanged(): Promise<void> {
    if (!this.panel) return;
    await this.ensureProvider();
    this.post({ type: 'providers', providers: await this.views() });
  }

  post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  /** A draft without a provider, or with one that is gone, gets the first there is and its first model. */
  async ensureProvider(): Promise<void> {
    const { controller, providers, tables } = this.deps;
    const [first] = providers.list();
    if (!first || providers.find(controller.draft.providerId)) return;
    const model = controller.draft.model || (suggestedModels(first, await tables.catalog())[0] ?? '');
    controller.changeDraft({ providerId: first.id, model });
  }

  private async views() {
    const { providers, keys, tables } = this.deps;
    return providerViews(providers.list(), keys, await tables.catalog(), this.listed);
  }
}
