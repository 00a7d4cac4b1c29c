import type { Memento } from 'vscode';
import * as v from 'valibot';
import type { Backend } from '../../core/chat/backend';
import { targetForId } from '../../core/playground/draftTarget';
import type { AskTarget } from '../shared/contributions';

interface PromptTargetDeps {
  /** The user's own backends, without stand-ins. */
  readonly own: readonly Backend[];
  readonly idsOf: (backend: Backend) => readonly string[];
  readonly state: Memento;
  /** Asks the user for a provider and model. */
  readonly ask?: (() => Promise<AskTarget | undefined>) | undefined;
}

/** Schema of the choices, by the model that a prompt names. */
const choices = v.record(v.string(), v.object({ providerId: v.string(), model: v.string() }));

const key = 'playground.promptModels';

/**
 * Finds the provider and model for the model that a prompt names: the earlier choice, or a provider that lists it, or
 * the choice of the user now, which is kept.
 */
export async function promptTarget(id: string, deps: PromptTargetDeps): Promise<AskTarget | undefined> {
  const { own, idsOf, state, ask } = deps;
  const all = choicesIn(state);
  const chosen = Object.hasOwn(all, id) ? all[id] : undefined;
  if (chosen && own.some((backend) => backend.id === chosen.providerId)) return chosen;
  const listed = targetForId(id, own, idsOf);
  if (listed || own.length === 0) return listed;
  const target = await ask?.();
  if (target) await state.update(key, { ...choicesIn(state), [id]: target });
  return target;
}

function choicesIn(state: Memento): v.InferOutput<typeof choices> {
  const stored = v.safeParse(choices, state.get(key));
  return stored.success ? stored.output : {};
}
