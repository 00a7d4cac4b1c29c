import { EventEmitter } from 'vscode';
import type { Memento } from 'vscode';
import * as v from 'valibot';
import type { Backend } from '../../core/chat/backend';
import type { AskedModel } from '../../core/evals/run/backendAsker';
import { builtInOf, providerOf } from '../../core/evals/suite/providerIds';
import type { SuiteProvider } from '../../core/evals/suite';
import type { ProvidersFace } from '../providers/providers';
import type { AskTarget } from '../shared/contributions';
import { back } from '../shared/rankedPick';
import { say } from '../shared/words';

/** The choice for each provider. `null`: the provider is not to be asked. */
const choices = v.record(v.string(), v.nullable(v.object({ backend: v.string(), model: v.string() })));
type Choices = v.InferOutput<typeof choices>;

const key = 'evals.providers';

/** The model that is asked for each provider of a config: one of the user's, by a choice that is kept for the workspace. */
export class AskedModels {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: Memento,
    private readonly deps: Pick<ProvidersFace, 'backends' | 'providers' | 'models'>,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Returns the chosen model. `undefined`: none yet, or it is gone since. `null`: the provider is not to be asked. */
  chosen({ id }: SuiteProvider): AskedModel | null | undefined {
    const builtIn = builtInOf(id);
    if (builtIn) return this.askedAt(builtIn.id, builtIn.model);
    const all = this.all();
    const choice = Object.hasOwn(all, id) ? all[id] : undefined;
    return choice && this.askedAt(choice.backend, choice.model);
  }

  /** Returns the chosen model, or the one that would be offered first. `undefined`: none, or it is not to be asked. */
  likely(provider: SuiteProvider): AskedModel | undefined {
    const chosen = this.chosen(provider);
    if (chosen !== undefined) return chosen ?? undefined;
    const named = providerOf(provider.id);
    const meant = named && this.deps.providers.list().find(({ preset }) => preset === named.preset);
    return meant && this.askedAt(meant.id, named.model);
  }

  /** Asks the user for the model of a provider. `undefined`: the user left. */
  async choose(provider: SuiteProvider, isJudge = false): Promise<AskedModel | null | undefined> {
    const { backends, models } = this.deps;
    const named = providerOf(provider.id);
    // Each call makes the backends anew.
    const all = backends.all();
    const own = all.filter(({ isOwn }) => isOwn);
    const meant = own.filter(({ id }) => this.deps.providers.find(id)?.preset === named?.preset);
    const first = meant.length > 0 ? meant : own;
    const sorted = [...first, ...all.filter((backend) => !first.includes(backend))];
    const asNamed = named ? first.map((backend) => ({ backend, model: named.model })) : [];
    const chosen = await models.choose({
      title: isJudge
        ? say('Choose Judge ({0})', provider.id || say('not named in the config'))
        : say('Choose Model for {0}', provider.id),
      backends: sorted,
      current: named?.model,
      meant: { label: say('As the config has it'), choices: asNamed },
      others: [{ label: say('Do not ask it'), value: null }],
    });
    if (chosen === undefined || chosen === back) return undefined;
    await this.keep(provider.id, chosen);
    return chosen && this.askedAt(chosen.backend.id, chosen.model);
  }

  /** Chooses the model of a provider of a new config, unless one is chosen already. */
  async suggest(id: string, { providerId, model }: AskTarget): Promise<void> {
    const backend = this.deps.backends.find(providerId);
    if (backend && !builtInOf(id) && !Object.hasOwn(this.all(), id)) await this.keep(id, { backend, model });
  }

  private async keep(id: string, chosen: { readonly backend: Backend; readonly model: string } | null): Promise<void> {
    const choice = chosen && { backend: chosen.backend.id, model: chosen.model };
    await this.state.update(key, { ...this.all(), [id]: choice });
    this.changed.fire();
  }

  private all(): Choices {
    const stored = v.safeParse(choices, this.state.get(key));
    return stored.success ? stored.output : {};
  }

  private askedAt(id: string, model: string): AskedModel | undefined {
    const backend = this.deps.backends.find(id);
    if (!backend) return undefined;
    const endpoint = this.deps.providers.find(id);
    return { backend, endpoint, preset: endpoint?.preset, model };
  }
}
