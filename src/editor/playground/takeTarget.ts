import type { Backend } from '../../core/chat/backend';
import { targetForModel } from '../../core/playground/draftTarget';
import type { LiveSession } from '../../core/playground/liveSession';
import type { AskTarget } from '../shared/contributions';
import { back } from '../shared/rankedPick';
import { say } from '../shared/words';
import type { PlaygroundDeps } from './playgroundPanel';
import { promptTarget } from './promptTarget';
import { isTaken, knownIds, takeModel } from './takeModel';

type TargetDeps = Pick<PlaygroundDeps, 'sessions' | 'backends' | 'models' | 'guide' | 'context'>;

/**
 * Puts the model of a prompt into the draft of its session. A prompt without a model gets the usual one.
 * @param offers whether to offer providers for a model that no provider is known to have. For a prompt that is sent,
 * the page tells that.
 */
export async function takeTarget(id: string, live: LiveSession, deps: TargetDeps, offers = true): Promise<void> {
  const catalog = await deps.guide.catalog();
  const model = catalog.findModel(id);
  if (id === '') live.main.changeDraft({ providerId: null });
  else if (!(model && (await isTaken(model, deps)))) {
    const own = ownOf(deps);
    const target = await promptTarget(id, {
      ...{ own, idsOf: await knownIds(own, deps), state: deps.context.workspaceState },
    });
    if (target) live.main.changeDraft(target);
    else if (model) await takeModel(model, deps, offers);
  }
  live.proposeTargets(deps.backends, catalog);
}

/**
 * Asks once which provider and model are meant by the model of a prompt that is to be sent, where no provider is known
 * to have it. It asks before the tab opens, as that takes the keyboard. `null` where no question is needed; `undefined`
 * when the user leaves.
 */
export async function askedTarget(
  id: string,
  deps: Omit<TargetDeps, 'sessions'>,
): Promise<AskTarget | null | undefined> {
  const own = ownOf(deps);
  if (id === '' || own.length === 0) return null;
  const [catalog, idsOf] = [await deps.guide.catalog(), await knownIds(own, deps)];
  const model = catalog.findModel(id);
  if (model && targetForModel(model, { providerId: null }, { all: () => own }, idsOf, catalog)) return null;
  return promptTarget(id, {
    ...{ own, idsOf, state: deps.context.workspaceState },
    ask: () => askWho(id, own, deps),
  });
}

const ownOf = ({ backends }: Pick<TargetDeps, 'backends'>): readonly Backend[] =>
  backends.all().filter(({ isStandIn }) => !isStandIn);

/** Asks the user for the provider and model; `undefined` when they leave. */
async function askWho(
  id: string,
  own: readonly Backend[],
  { models, backends }: Pick<TargetDeps, 'models' | 'backends'>,
): Promise<AskTarget | undefined> {
  const chosen = await models.choose({
    title: say('Choose Model for {0}', id),
    backends: [...own, ...backends.all().filter(({ isStandIn }) => isStandIn)],
    current: id,
    meant: { label: say('As the prompt has it'), choices: own.map((backend) => ({ backend, model: id })) },
  });
  return chosen && chosen !== back ? { providerId: chosen.backend.id, model: chosen.model } : undefined;
}
