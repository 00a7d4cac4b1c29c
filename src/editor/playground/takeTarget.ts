import type { Backend } from '../../core/chat/backend';
import type { LiveSession } from '../../core/playground/liveSession';
import type { AskTarget } from '../shared/contributions';
import { back } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { PlaygroundDeps } from './playgroundPanel';
import { promptTarget } from './promptTarget';
import { isTaken, knownIds, takeModel } from './takeModel';

type TargetDeps = Pick<PlaygroundDeps, 'sessions' | 'backends' | 'models' | 'guide' | 'context'>;

/**
 * Puts the model of a prompt into the draft of its session. One that is for no model is for the usual one.
 * @param asks where no provider is known to have the model, the user is asked once.
 */
export async function takeTarget(id: string, live: LiveSession, deps: TargetDeps, asks = false): Promise<void> {
  const catalog = await deps.guide.catalog();
  const model = catalog.findModel(id);
  if (id === '') live.main.changeDraft({ providerId: null });
  else if (!(model && (await isTaken(model, deps)))) {
    const own = deps.backends.all().filter(({ isStandIn }) => !isStandIn);
    const target = await promptTarget(id, {
      ...{ own, idsOf: await knownIds(own, deps), state: deps.context.workspaceState },
      ask: asks ? () => askWho(id, own, deps) : undefined,
    });
    if (target) live.main.changeDraft(target);
    else if (model && !(asks && own.length > 0)) await takeModel(model, deps);
  }
  live.proposeTargets(deps.backends, catalog);
}

/** `undefined`: the user left. */
async function askWho(
  id: string,
  own: readonly Backend[],
  { models, backends }: TargetDeps,
): Promise<AskTarget | undefined> {
  const chosen = await models.choose({
    title: say('Ask Which Model for {0}?', id),
    backends: [...own, ...backends.all().filter(({ isStandIn }) => isStandIn)],
    current: id,
    others: own.map((backend) => ({ label: id, description: backend.name, value: { backend, model: id } })),
  });
  return chosen && chosen !== back ? { providerId: chosen.backend.id, model: chosen.model } : undefined;
}
