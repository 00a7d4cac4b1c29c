import type { Backend } from '../../../core/chat/backend';
import type { ModelLists } from '../chat/modelLists';
import type { QuestionStep } from '../../shared/question';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';

type Choice =
  | { readonly do: 'take'; readonly model: string }
  | { readonly do: 'clear' }
  /** Asks the provider for its list, and then again. */
  | { readonly do: 'load' };

/** More rows than that nobody reads: typing narrows them. */
const maxRows = 500;

/** Lets the user choose or type the model of new questions. `null`: none; `undefined`: left. */
export async function pickDefaultModel(
  backend: Backend,
  lists: ModelLists,
  step: QuestionStep,
): Promise<string | null | typeof back | undefined> {
  for (;;) {
    const isListed = lists.listed.has(backend.id);
    const models = await lists.suggested(backend);
    const choice = await pickRanked<Choice>({
      title: say('Default Model of {0}', backend.name),
      placeholder: say('Choose a model, or type its id as the provider writes it.'),
      step,
      groups: (typed) => modelGroups(typed.trim(), models, backend, isListed),
      startsAt: (row) => row.do === 'take' && row.model === backend.model,
      keepOpen: true,
    });
    if (choice === undefined || choice === back) return choice;
    if (choice.do === 'take') return choice.model;
    if (choice.do === 'clear') return null;
    await lists.load(backend);
  }
}

function modelGroups(
  typed: string,
  models: readonly string[],
  backend: Backend,
  isListed: boolean,
): PickGroup<Choice>[] {
  const take = (model: string, label = model): PickRow<Choice> => ({ label, value: { do: 'take', model } });
  const fitting = models.filter((model) => model.toLowerCase().includes(typed.toLowerCase())).slice(0, maxRows);
  const isNew = typed !== '' && typed.length <= 256 && !models.includes(typed);
  const other: PickRow<Choice>[] = [
    ...(isNew ? [take(typed, say('Use “{0}”', typed))] : []),
    ...(typed === '' && backend.model !== undefined
      ? [{ label: say('No default model'), value: { do: 'clear' } as const }]
      : []),
    ...(typed === '' && !isListed
      ? [{ label: say('Load the models of {0}', backend.name), value: { do: 'load' } as const }]
      : []),
  ];
  return [
    { label: isListed ? say('Listed by the provider') : say('From the catalog'), rows: fitting.map((id) => take(id)) },
    { label: say('Other'), rows: other },
  ];
}
