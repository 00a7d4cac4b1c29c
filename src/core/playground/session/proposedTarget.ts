import { isBuiltIn, pocketEndpoint } from '../../chat/providers/builtIn';
import type { Endpoint } from '../../chat/messages/types';
import type { Draft } from './sessionSchema';

type Target = Pick<Draft, 'providerId' | 'model'>;

/**
 * Whom a draft goes to for which nobody has chosen a provider; `undefined` where it stays as it is.
 * `usual`: whom a question goes to by itself. `isThere`: the provider of the draft is set up. `suggested`: ids of models of `usual`.
 */
export function proposedTarget(
  { providerId, model }: Target,
  usual: Endpoint,
  isThere: boolean,
  suggested: readonly string[],
): Target | undefined {
  const isPocket = isBuiltIn(usual.id);
  // A model was chosen, and not who serves it: the model in the box does not.
  if (isPocket && providerId === null && model !== '' && model !== usual.model) return undefined;
  // Where that stood because there was no other, the first of the user's takes its place.
  if (isBuiltIn(providerId) ? isPocket : isThere) return undefined;
  // A model id belongs to its provider: that of one which is gone says nothing to another. What was written while only
  // the model in the box was there is meant for somebody else.
  const isForOthers = providerId === null || (isBuiltIn(providerId) && model !== pocketEndpoint.model);
  const kept = isForOthers && !isPocket ? model : '';
  return { providerId: usual.id, model: kept || (suggested[0] ?? '') };
}
