import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import { builtInPrefix } from '../chat/backend';
import type { Backend, Backends } from '../chat/backend';
import { nobody } from './session/sessionSchema';
import type { Draft } from './session/sessionSchema';

// Which provider a draft goes to, where the user has not said so in the draft itself.

type Target = Pick<Draft, 'providerId' | 'model'>;

/** A draft with what is known of it besides. */
export interface DraftState {
  readonly draft: Target;
  /** The user has chosen no provider for it. */
  readonly wantsProvider: boolean;
  /** Nothing was asked in its session yet. */
  readonly isUnused: boolean;
}

/** Whom a draft goes to for which nobody has chosen a provider; `undefined` where it stays as it is. */
export function proposedTarget(
  { draft, wantsProvider, isUnused }: DraftState,
  backends: Pick<Backends, 'all' | 'find' | 'usual'>,
  catalog: Catalog,
): Target | undefined {
  const usual = backends.usual();
  const { providerId, model } = draft;
  const before = backends.find(providerId);
  // The editor lends its models a little later, and may take them away: nobody else gets what the user meant for them.
  if (!before && !wantsProvider && providerId?.startsWith(builtInPrefix)) return undefined;
  // Its provider is gone, and the user has no other: what stays on this machine may stand in.
  const isLeftAlone = isUnused && providerId !== nobody && !before && usual?.isStandIn === true;
  if (!usual || !(wantsProvider || isLeftAlone)) return undefined;
  // A model was chosen, and not who serves it: a stand-in does not.
  if (usual.isStandIn && providerId === null && model !== '' && model !== usual.model) return undefined;
  // Where that stood because there was no other, the first of the user's takes its place.
  if (before?.isStandIn ? usual.isStandIn : before) return undefined;
  // A model id belongs to its provider: that of one which is gone says nothing to another. An id that was written while
  // only a stand-in was there is meant for somebody else. This provider gets it only where it may have that model.
  const isForOthers = providerId === null || (before?.isStandIn === true && model !== before.model);
  const suggested = usual.suggested(catalog);
  const mayHave = suggested.includes(model) || catalog.findModel(model) === undefined;
  const kept = isForOthers && !usual.isStandIn && mayHave ? model : '';
  return { providerId: usual.id, model: kept || (suggested[0] ?? '') };
}

/**
 * Whom a draft goes to for a model of the catalog that the user has chosen by its name: who is chosen already, or the first
 * who has it, by the id that it has there. `undefined`: nobody is known to. @param idsOf the models of a backend, as far as known.
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
 * Whom a draft goes to for a model that the catalog does not know: the first who lists its id. The name of a service that a prompt
 * writes before it, as in `ollama/my-llama`, may be left out, and Ollama lists a name without a tag with the tag `latest`.
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
