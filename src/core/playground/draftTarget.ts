import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import { builtInPrefix } from '../chat/backend';
import type { Backend, Backends } from '../chat/backend';
import { nobody } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';

// Which provider a draft goes to, where the user has not said so in the draft itself.

type Target = Pick<Draft, 'providerId' | 'model'>;

/** A draft with facts about it. */
export interface DraftState {
  readonly draft: Target;
  /** Whether the user has chosen no provider for it. */
  readonly wantsProvider: boolean;
  /** Whether nothing was asked in its session yet. */
  readonly isUnused: boolean;
}

/** Returns the target of a draft whose provider the user has not chosen; `undefined` if the draft stays as it is. */
export function proposedTarget(
  { draft, wantsProvider, isUnused }: DraftState,
  backends: Pick<Backends, 'all' | 'find' | 'usual'>,
  catalog: Catalog,
): Target | undefined {
  const usual = backends.usual();
  const { providerId, model } = draft;
  const before = backends.find(providerId);
  // The editor provides its models a little later, and may withdraw them. No other provider gets what was meant for
  // them.
  if (!before && !wantsProvider && providerId?.startsWith(builtInPrefix)) return undefined;
  // Its provider is gone, and the user has no other. A stand-in, which stays on this machine, may take its place.
  const isLeftAlone = isUnused && providerId !== nobody && !before && usual?.isStandIn === true;
  if (!usual || !(wantsProvider || isLeftAlone)) return undefined;
  // The user chose a model but no provider for it, and a stand-in does not serve that model.
  if (usual.isStandIn && providerId === null && model !== '' && model !== usual.model) return undefined;
  // A stand-in, which was there for lack of another, gives way to the user's first provider.
  if (before?.isStandIn ? usual.isStandIn : before) return undefined;
  // A model id belongs to its provider, and means nothing to another one if that is gone. An id that was written while
  // only a stand-in was there is meant for another provider. This one gets it only where it may have that model.
  const isForOthers = providerId === null || (before?.isStandIn === true && model !== before.model);
  const suggested = usual.suggested(catalog);
  const mayHave = suggested.includes(model) || catalog.findModel(model) === undefined;
  const kept = isForOthers && !usual.isStandIn && mayHave ? model : '';
  return { providerId: usual.id, model: kept || (suggested[0] ?? '') };
}

/**
 * Returns the target of a draft for a model of the catalog that the user chose by its name: the provider that is chosen
 * already, or the first one that has the model, with the id that it has there. `undefined`: no provider is known to have it.
 * @param idsOf the models of a backend, as far as they are known
 */
export function targetForModel(
  { id }: Pick<Model, 'id'>,
  { providerId }: Pick<Draft, 'providerId'>,
  backends: Pick<Backends, 'all'>,
  idsOf: (backend: Backend) => readonly string[],
  catalog: Pick<Catalog, 'findModel'>,
): Target | undefined {
  const own = backends.all().filter(({ isStandIn }) => !isStandIn);
  const chosenFirst = [
    ...own.filter((each) => each.id === providerId),
    ...own.filter((each) => each.id !== providerId),
  ];
  for (const backend of chosenFirst) {
    const ids = idsOf(backend);
    const model = ids.includes(id) ? id : ids.find((each) => catalog.findModel(each)?.id === id);
    if (model !== undefined) return { providerId: backend.id, model };
  }
  return undefined;
}

/**
 * Returns the target of a draft for a model that the catalog does not know: the first provider that lists its id. The name of
 * a service before the id, as prompts write it in `ollama/my-llama`, may be missing in the list. Ollama lists a name without
 * a tag with the tag `latest`.
 */
export function targetForId(
  id: string,
  backends: readonly Backend[],
  idsOf: (backend: Backend) => readonly string[],
): { readonly providerId: string; readonly model: string } | undefined {
  const names = [id, ...(id.includes('/') ? [id.slice(id.indexOf('/') + 1)] : [])];
  for (const name of names.flatMap((each) => [each, `${each}:latest`])) {
    const backend = backends.find((each) => !each.isStandIn && idsOf(each).includes(name));
    if (backend) return { providerId: backend.id, model: name };
  }
  return undefined;
}

/** Returns the provider and model that a new session takes over from the draft in the one before. */
export function carriedDraft({ providerId, model }: Draft): Target {
  // A model that was asked elsewhere is no model of the usual provider.
  return providerId === nobody ? { providerId: null, model: '' } : { providerId, model };
}
