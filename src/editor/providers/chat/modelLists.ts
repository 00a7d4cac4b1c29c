import { EventEmitter, window } from 'vscode';
import type { Outcome } from '../../../core/chat/messages/errors';
import type { Backend } from '../../../core/chat/backend';
import { defaultFirst } from '../../../core/chat/providers/suggestedModels';
import type { Tables } from '../../../core/tables';
import { withCancel } from '../../shared/abort';
import { showInput } from '../../shared/messages';
import { say } from '../../shared/words';
import { offerErrorActions } from './errorActions';

/** The models of providers: those that a provider listed itself, in memory only, or those of the catalog. */
export class ModelLists {
  private readonly byProvider = new Map<string, readonly string[]>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly tables: Tables) {}

  /** The models that providers listed themselves, by the ids of those. */
  get listed(): ReadonlyMap<string, readonly string[]> {
    return this.byProvider;
  }

  /** The default model of the provider first. */
  async suggested(backend: Backend): Promise<readonly string[]> {
    const own = this.byProvider.get(backend.id);
    return own ? defaultFirst(backend, own) : backend.suggested(await this.tables.catalog());
  }

  keep(providerId: string, models: readonly string[]): void {
    this.byProvider.set(providerId, models);
    this.changed.fire();
  }

  /** Call when the provider has another address: what it listed says nothing any more. */
  forget(providerId: string): void {
    if (this.byProvider.delete(providerId)) this.changed.fire();
  }

  /** Asks the provider, and keeps what it says. */
  async refresh(backend: Backend, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
    const listed = await backend.listModels(signal);
    if (listed.status === 'done') this.keep(backend.id, listed.value);
    return listed;
  }

  /** Asks the provider, with progress in a message. `undefined` when it does not say; the reason is shown. */
  async load(backend: Backend): Promise<readonly string[] | undefined> {
    const title = say('Loading the models of {0}', backend.name);
    const listed = await withCancel(title, (signal) => this.refresh(backend, signal));
    if (listed?.status === 'failed') {
      const again = { title: say('Load Again'), run: () => this.load(backend) };
      void offerErrorActions(backend, listed.error, again, say('{0} did not list its models.', backend.name));
    }
    return listed?.status === 'done' ? listed.value : undefined;
  }

  /** Lets the user choose or type one. `undefined`: left. */
  async pick(backend: Backend, current: string): Promise<string | undefined> {
    const models = (await this.load(backend)) ?? (await this.suggested(backend));
    const title = say('Model of {0}', backend.name);
    if (models.length > 0) {
      return window.showQuickPick([...models], { title, placeHolder: say('Ask which model of {0}?', backend.name) });
    }
    const prompt = say('Its id, as the provider writes it.');
    const typed = await showInput({ title, value: current, prompt });
    return typed?.trim() || undefined;
  }
}
