import type { Model } from '../../core/catalog/catalogTable';
import type { Backend, Backends } from '../../core/chat/backend';
import { presets } from '../../core/chat/providers/presets';
import { targetForModel } from '../../core/playground/draftTarget';
import type { Tables } from '../../core/tables';
import type { ModelLists } from '../providers/chat/modelLists';
import { executeCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import type { WindowSessions } from './windowSessions';

interface TakeDeps {
  readonly sessions: Pick<WindowSessions, 'current'>;
  readonly backends: Backends;
  readonly models: Pick<ModelLists, 'suggested'>;
  readonly guide: Pick<Tables, 'catalog'>;
}

/**
 * Puts a model of the catalog into the draft of the shown session, at a provider that is known to have it. Where there
 * is none, it offers providers that may have it.
 */
export async function takeModel(model: Model, deps: TakeDeps, offers = true): Promise<void> {
  const { main } = await deps.sessions.current();
  if (await isTaken(model, deps)) return;
  // A stand-in cannot answer for another model, so the draft no longer asks it.
  if (deps.backends.find(main.draft.providerId)?.isStandIn) main.changeDraft({ providerId: null, model: model.id });
  if (offers) void offerWhoHas(model, () => isTaken(model, deps));
}

/** Offers providers that may have a model. `added` runs when the user has added one. */
async function offerWhoHas({ name, family, openness }: Model, added: () => Promise<unknown>): Promise<void> {
  // Open weights are served by others than their maker, and often not by the maker at all.
  const maker =
    openness === 'closed' ? presets.find(({ families }) => families.length === 1 && families[0] === family) : undefined;
  const addMaker = maker && say('Add {0}', maker.name);
  const other = maker ? say('Add Another Provider') : say('Use a Real Model');
  const message = maker
    ? say('{0} needs {1}, or a router that has it.', name, maker.name)
    : say('{0} needs a server or a router that has it. Load its models to find it there.', name);
  const chosen = await showMessage('Information', message, ...(addMaker === undefined ? [] : [addMaker]), other);
  if (chosen === undefined) return;
  if (maker) await executeCommand('providers.add', ...(chosen === addMaker ? [maker.id] : []));
  else await executeCommand('providers.useRealModel', 'page');
  await added();
}

/** Puts a model of the catalog into the draft, where a provider is known to have it. */
export async function isTaken(model: Model, deps: TakeDeps): Promise<boolean> {
  const all = deps.backends.all();
  const idsOf = await knownIds(all, deps);
  const catalog = await deps.guide.catalog();
  const { main } = await deps.sessions.current();
  const target = targetForModel(model, main.draft, { all: () => all }, idsOf, catalog);
  if (target) main.changeDraft(target);
  return target !== undefined;
}

/** Returns the models of providers as far as known, from the loaded lists, or else from the catalog. */
export async function knownIds(
  all: readonly Backend[],
  { models }: Pick<TakeDeps, 'models'>,
): Promise<(backend: Backend) => readonly string[]> {
  const ids = new Map<Backend, readonly string[]>();
  for (const backend of all) ids.set(backend, await models.suggested(backend));
  return (backend) => ids.get(backend) ?? [];
}
