import { EventEmitter } from 'vscode';
import type { ProviderSaid } from '../../../core/catalog/live/said';
import type { Outcome } from '../../../core/chat/messages/errors';
import type { Backend } from '../../../core/chat/backend';
import type { Abilities, AbilitiesBy } from '../../../core/chat/messages/abilities';
import type { ListedModel } from '../../../core/chat/discovery/readListedModel';
import { defaultFirst } from '../../../core/chat/providers/suggestedModels';
import type { Tables } from '../../../core/tables';
import { host } from '#host';
import type { Sayings } from '../../models/sayings';
import { withCancel } from '../../shared/abort';
import { say } from '../../shared/words';
import { offerErrorActions } from './errorActions';
import type { KnownAbilities } from './knownAbilities';
import type { ModelList, ModelQuestion, PickedModel } from './modelPick';

interface ListIndex {
  /** Time of the reading, in milliseconds since 1970. */
  readonly read: number;
  readonly hasPrices: boolean;
  readonly byId: ReadonlyMap<string, ListedModel>;
}

/**
 * The models of providers. They are the ones that a provider listed itself, kept in memory only, or those of the
 * catalog.
 */
export class ModelLists {
  private readonly byProvider = new Map<string, ModelList & ListIndex>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly tables: Tables,
    private readonly said: Pick<Sayings, 'keep' | 'forget'>,
    private readonly findings: Pick<KnownAbilities, 'of'>,
  ) {}

  /** Returns the models that a provider listed itself in this window. `undefined` where it has listed none. */
  listOf(providerId: string): ModelList | undefined {
    return this.byProvider.get(providerId);
  }

  /** Returns the abilities of a model at a provider: those that a test found, or else those of the provider's list. */
  readonly abilitiesOf = (backend: Pick<Backend, 'id' | 'location'>, model: string): Abilities => {
    const listed = this.byProvider.get(backend.id)?.byId.get(model);
    return { ...listed?.can, ...this.findings.of(backend, model) };
  };

  /** Returns the abilities of a model with their sources, the most reliable first. */
  readonly knows = (backend: Pick<Backend, 'id' | 'location'>, model: string): readonly AbilitiesBy[] => {
    const listed = this.byProvider.get(backend.id)?.byId.get(model);
    return [
      { by: 'test', can: this.findings.of(backend, model) },
      { by: 'list', can: listed?.can ?? {} },
    ];
  };

  /**
   * Returns the facts that a provider's list gives for a model, with empty figures where the list says nothing of the model.
   * `undefined`: the list was not read.
   */
  readonly says = ({ id, name }: Pick<Backend, 'id' | 'name'>, model: string): ProviderSaid | undefined => {
    const list = this.byProvider.get(id);
    if (!list) return undefined;
    const { read, hasPrices, byId } = list;
    // Ollama takes a name without a tag for the one with the tag `latest`, which its list has.
    const { figures = {}, served } = byId.get(model) ?? byId.get(`${model}:latest`) ?? {};
    return { by: name, read, hasPrices, figures, ...(served && { served }) };
  };

  /** Returns ids of models: the default model of the provider first, then the models that its server has in memory. */
  async suggested(backend: Backend): Promise<readonly string[]> {
    const own = this.byProvider.get(backend.id)?.models;
    if (!own) return backend.suggested(await this.tables.catalog());
    const isLoaded = ({ served }: ListedModel): boolean => served?.isLoaded ?? false;
    const ids = [...own.filter(isLoaded), ...own.filter((model) => !isLoaded(model))].map(({ id }) => id);
    return defaultFirst(backend, ids);
  }

  keep({ id, name }: Pick<Backend, 'id' | 'name'>, models: readonly ListedModel[]): void {
    const read = host.now();
    const hasPrices = models.some(({ figures }) => figures.input !== undefined);
    this.byProvider.set(id, { models, read, hasPrices, byId: new Map(models.map((model) => [model.id, model])) });
    this.said.keep(id, { by: name, read, models });
    this.changed.fire();
  }

  /** Forgets a provider's list. Call this when its address has changed, as the list no longer applies. */
  forget(providerId: string): void {
    this.said.forget(providerId);
    if (this.byProvider.delete(providerId)) this.changed.fire();
  }

  /** Asks the provider for its models, and keeps the list. */
  async refresh(backend: Backend, signal: AbortSignal): Promise<Outcome<readonly ListedModel[]>> {
    const listed = await backend.listModels(signal);
    if (listed.status === 'done') this.keep(backend, listed.value);
    return listed;
  }

  /**
   * Asks the provider for its models, with progress in a message. `undefined` when it gives no list; the reason is
   * shown.
   */
  async load(backend: Backend): Promise<readonly ListedModel[] | undefined> {
    const title = say('Loading the models of {0}', backend.name);
    const listed = await withCancel(title, (signal) => this.refresh(backend, signal));
    if (listed?.status === 'failed') {
      const again = { title: say('Load Again'), run: () => this.load(backend) };
      void offerErrorActions(backend, listed.error, again, say('{0} did not list its models.', backend.name));
    }
    return listed?.status === 'done' ? listed.value : undefined;
  }

  /** Asks the provider for its models, and lets the user choose or type one. `undefined` when the user leaves. */
  async pick(backend: Backend, current: string): Promise<string | undefined> {
    await this.load(backend);
    const chosen = await this.choose({ title: say('Model of {0}', backend.name), backends: [backend], current });
    return typeof chosen === 'object' ? chosen?.model : undefined;
  }

  /** Lets the user choose or type a model. */
  readonly choose = async (question: ModelQuestion): Promise<PickedModel> =>
    (await import('./modelPick')).pickModelOf(question, this, this.tables);
}
