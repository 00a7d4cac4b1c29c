import type { Catalog } from '../catalog/catalog';
import type { Backends } from '../chat/backend';
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
  // Its provider is gone, and there is no other: what stays on this machine may stand in.
  const isLeftAlone = isUnused && !before && backends.all().every(({ isStandIn }) => isStandIn);
  if (!usual || !(wantsProvider || isLeftAlone)) return undefined;
  // A model was chosen, and not who serves it: a stand-in does not.
  if (usual.isStandIn && providerId === null && model !== '' && model !== usual.model) return undefined;
  // Where that stood because there was no other, the first of the user's takes its place.
  if (before?.isStandIn ? usual.isStandIn : before) return undefined;
  // A model id belongs to its provider: that of one which is gone says nothing to another. What was written while only
  // a stand-in was there is meant for somebody else.
  const isForOthers = providerId === null || (before?.isStandIn === true && model !== before.model);
  const kept = isForOthers && !usual.isStandIn ? model : '';
  return { providerId: usual.id, model: kept || (usual.suggested(catalog)[0] ?? '') };
}

/** Whom a draft goes to for a model that the user has chosen by its name: who is chosen already, or the first who serves it. */
export function targetForModel(
  model: string,
  { providerId }: Pick<Draft, 'providerId'>,
  backends: Pick<Backends, 'all' | 'find'>,
  catalog: Catalog,
): Target {
  const chosen = backends.find(providerId);
  if (chosen?.suggested(catalog).includes(model)) return { providerId: chosen.id, model };
  const better = backends.all().find((backend) => !backend.isStandIn && backend.suggested(catalog).includes(model));
  // A stand-in has none of the catalog's: who else serves this one is for the user to say.
  return { providerId: better?.id ?? (chosen?.isStandIn ? null : providerId), model };
}
