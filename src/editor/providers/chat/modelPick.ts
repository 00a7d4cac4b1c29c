import type { Backend } from '../../../core/chat/backend';
import type { ListedModel } from '../../../core/chat/discovery/listedModels';
import type { Abilities } from '../../../core/chat/messages/abilities';
import { abilityWords } from '../../../core/chat/discovery/probeWords';
import { modelAtBackend } from '../../../core/chat/modelAtBackend';
import type { ModelWords } from '../../../core/chat/modelAtBackend';
import { hostIn, placeIn } from '../../../core/chat/providers/location';
import type { Tables } from '../../../core/tables';
import { pace } from '../../shared/pace';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup, PickRow } from '../../shared/rankedPick';
import type { QuestionStep } from '../../shared/question';
import { say } from '../../shared/words';

/** The models that a provider listed. */
export interface ModelList {
  readonly models: readonly ListedModel[];
}

interface Lists {
  listOf(providerId: string): ModelList | undefined;
  suggested(backend: Backend): Promise<readonly string[]>;
  abilitiesOf(backend: Backend, model: string): Abilities;
  /** Asks the provider, and shows why it does not say. */
  load(backend: Backend): Promise<unknown>;
}

/** A model where it is asked. */
export interface ModelChoice {
  readonly backend: Backend;
  readonly model: string;
}

export interface ModelQuestion {
  readonly title: string;
  /** Those whose models are offered; an id that is typed goes to the first. */
  readonly backends: readonly Backend[];
  /** The row to start from. */
  readonly current?: string | undefined;
  readonly step?: QuestionStep;
  /** Rows of the caller's, as long as nothing is typed. */
  readonly others?: readonly PickRow<ModelAnswer>[];
}

/** `null`: no model at all, where a row of the caller's offers that. */
type ModelAnswer = ModelChoice | { readonly load: Backend } | null;

/** `null`: none; `back`: the question before; `undefined`: left. */
export type PickedModel = ModelChoice | null | typeof back | undefined;

interface Offered {
  readonly backend: Backend;
  readonly rows: readonly ({ readonly model: string } & ModelWords)[];
  readonly isListed: boolean;
}

/** More rows of one provider than that nobody reads: typing narrows them. */
const maxRows = 500;
/** Characters: longer is no id. */
const maxIdLength = 256;

/**
 * Offers models with price, window and end, by their providers, and takes any id that is typed. Nobody is contacted before
 * the row that loads a list is chosen.
 */
export async function pickModelOf(
  question: ModelQuestion,
  lists: Lists,
  tables: Pick<Tables, 'catalog'>,
): Promise<PickedModel> {
  const { title, backends, current, step, others = [] } = question;
  const placeholder = say('Choose a model, or type its id as the provider writes it.');
  for (;;) {
    const offered: Offered[] = [];
    for (const backend of backends) offered.push(await offerOf(backend, lists, tables));
    const answer = await pickRanked<ModelAnswer>({
      ...{ title, placeholder, keepOpen: true },
      ...(step && { step }),
      groups: (typed) => groupsOf(typed.trim(), offered, others),
      startsAt: (row) => row !== null && 'model' in row && row.backend === backends[0] && row.model === current,
    });
    if (answer === undefined || answer === null || answer === back || 'model' in answer) return answer;
    await lists.load(answer.load);
  }
}

async function offerOf(backend: Backend, lists: Lists, tables: Pick<Tables, 'catalog'>): Promise<Offered> {
  const catalog = await tables.catalog();
  const breathe = pace();
  const rows: Offered['rows'][number][] = [];
  for (const model of await lists.suggested(backend)) {
    await breathe();
    const words = await modelAtBackend(backend, model, catalog, say);
    const can = abilityWords(lists.abilitiesOf(backend, model), say);
    const detail = [words.detail, can].filter(Boolean).join(' · ');
    rows.push({ model, description: words.description, ...(detail !== '' && { detail }) });
  }
  return { backend, rows, isListed: lists.listOf(backend.id) !== undefined };
}

function groupsOf(
  typed: string,
  offered: readonly Offered[],
  others: readonly PickRow<ModelAnswer>[],
): PickGroup<ModelAnswer>[] {
  const groups = offered.map(({ backend, rows, isListed }): PickGroup<ModelAnswer> => ({
    label: [backend.name, placeOf(backend), isListed ? say('listed by the provider') : ''].filter(Boolean).join(' · '),
    rows: [
      ...rows
        .filter(({ model }) => model.toLowerCase().includes(typed.toLowerCase()))
        .slice(0, maxRows)
        .map(({ model, description, detail }): PickRow<ModelAnswer> => ({
          ...{ label: model, description, value: { backend, model } },
          ...(detail !== undefined && { detail }),
        })),
      ...(isListed || typed !== '' || !backend.can.listsModels ? [] : [loadRow(backend)]),
    ],
  }));
  const [first] = offered;
  const isNew =
    first && typed !== '' && typed.length <= maxIdLength && !first.rows.some(({ model }) => model === typed);
  const useTyped: PickRow<ModelAnswer>[] = isNew
    ? [
        {
          label: say('Use “{0}”', typed),
          description: first.backend.name,
          value: { backend: first.backend, model: typed },
        },
      ]
    : [];
  return [...groups, { label: say('Other'), rows: typed === '' ? others : useTyped }];
}

const loadRow = (backend: Backend): PickRow<ModelAnswer> => ({
  label: `$(refresh) ${say('Load the models of {0}', backend.name)}`,
  description: hostIn(backend.location),
  value: { load: backend },
});

/** Where its answers come from. */
function placeOf({ location }: Backend): string {
  switch (placeIn(location)) {
    case 'this-machine':
      return say('this machine');
    case 'remote-machine':
      return say('remote machine');
    case 'elsewhere':
      return hostIn(location);
  }
}
