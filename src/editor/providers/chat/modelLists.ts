import { EventEmitter, ProgressLocation, window } from 'vscode';
import type { Outcome } from '../../../core/chat/messages/errors';
import type { Endpoint } from '../../../core/chat/messages/types';
import type { ProviderChat } from './providerChat';
import type { Tables } from '../../shared/tables';
import { abortOnCancel } from '../../shared/abort';
import { say } from '../../shared/words';
import { offerErrorActions } from './errorActions';
import { defaultFirst, suggestedModels } from './suggestedModels';

/** The models of providers: those that a provider listed itself, in memory only, or those of the catalog. */
export class ModelLists {
  private readonly byProvider = new Map<string, readonly string[]>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly chat: ProviderChat,
    private readonly tables: Tables,
  ) {}

  /** What providers listed themselves, by their ids. */
  get listed(): ReadonlyMap<string, readonly string[]> {
    return this.byProvider;
  }

  /** The default model of the provider first. */
  async suggested(endpoint: Endpoint): Promise<readonly string[]> {
    const own = this.byProvider.get(endpoint.id);
    return own ? defaultFirst(endpoint, own) : suggestedModels(endpoint, await this.tables.catalog());
  }

  keep(providerId: string, models: readonly string[]): void {
    this.byProvider.set(providerId, models);
    this.changed.fire();
  }

  /** What a provider listed at another address says nothing any more. */
  forget(providerId: string): void {
    if (this.byProvider.delete(providerId)) this.changed.fire();
  }

  /** Asks the provider, and keeps what it says. */
  async ask(endpoint: Endpoint, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
    const listed = await this.chat.listModels(endpoint, signal);
    if (listed.status === 'done') this.keep(endpoint.id, listed.value);
    return listed;
  }

  /** Asks the provider, with progress in a message. `undefined` when it does not say; the reason is shown. */
  async load(endpoint: Endpoint): Promise<readonly string[] | undefined> {
    const title = say('Loading the models of {0}', endpoint.name);
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    const listed = await window.withProgress(options, (_progress, cancel) => this.ask(endpoint, abortOnCancel(cancel)));
    if (listed.status === 'failed') {
      const again = { title: say('Load Again'), run: () => this.load(endpoint) };
      void offerErrorActions(endpoint, listed.error, again, say('{0} did not list its models.', endpoint.name));
    }
    return listed.status === 'done' ? listed.value : undefined;
  }

  /** Lets the user choose or type one. `undefined`: left. */
  async pick(endpoint: Endpoint, current: string): Promise<string | undefined> {
    const models = (await this.load(endpoint)) ?? (await this.suggested(endpoint));
    if (models.length > 0) {
      const title = `Model of ${endpoint.name}`;
      return window.showQuickPick([...models], { title, placeHolder: say('Ask which model of {0}?', endpoint.name) });
    }
    const title = `Model of ${endpoint.name}`;
    const typed = await window.showInputBox({
      title,
      value: current,
      prompt: say('Its id, as the provider writes it.'),
    });
    return typed?.trim() || undefined;
  }
}
