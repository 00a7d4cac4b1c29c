import type { Backend } from '../../../core/chat/backend';
import type { ListedModel } from '../../../core/chat/discovery/readListedModel';
import type { Abilities } from '../../../core/chat/messages/abilities';
import { abilityWords } from '../../../core/chat/discovery/probeWords';
import { modelAtBackend } from '../../../core/chat/modelAtBackend';
import type { Tables } from '../../../core/tables';
import { pace } from '../../shared/pace';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickRow } from '../../shared/rankedPick';
import type { QuestionStep } from '../../shared/question';
import { say } from '../../shared/words';
import { modelGroups } from './modelGroups';
import type { MeantModels, ModelAnswer, ModelChoice, Offered, OfferedModel } from './modelGroups';

/** The models that a provider listed. */
export interface ModelList {
  readonly models: readonly ListedModel[];
}

interface Lists {
  listOf(providerId: string): ModelList | undefined;
  suggested(backend: Backend): Promise<readonly string[]>;
  abilitiesOf(backend: Backend, model: string): Abilities;
  /** Asks the provider for its models, and shows the reason where it gives no list. */
  load(backend: Backend): Promise<unknown>;
}

export interface ModelQuestion {
  readonly title: string;
  /** The backends whose models are offered. A typed id goes to the first, or to any that the user has set up. */
  readonly backends: readonly Backend[];
  /** The row to start from. */
  readonly current?: string | undefined;
  readonly step?: QuestionStep;
  /** Models that the question is about. They come first. */
  readonly meant?: MeantModels;
  /** Rows of the caller, which are shown as long as nothing is typed. */
  readonly others?: readonly PickRow<ModelAnswer>[];
}

/** `null` is no model, `back` the question before, `undefined` that the user left. */
export type PickedModel = ModelChoice | null | typeof back | undefined;

/**
 * Offers models with price, window and end, by their providers, and accepts any typed id. No provider is contacted
 * before the user chooses the row that loads a list.
 */
export async function pickModelOf(
  question: ModelQuestion,
  lists: Lists,
  tables: Pick<Tables, 'catalog'>,
): Promise<PickedModel> {
  const { title, backends, current, step, meant, others } = question;
  const placeholder = say('Choose a model, or type its id as the provider writes it.');
  for (;;) {
    const offered: Offered[] = [];
    for (const backend of backends) offered.push(await offerOf(backend, lists, tables));
    const answer = await pickRanked<ModelAnswer>({
      ...{ title, placeholder, keepOpen: true },
      ...(step && { step }),
      groups: (typed) => modelGroups(typed.trim(), offered, { meant, others }, say),
      startsAt: (row) => row !== null && 'model' in row && row.backend === backends[0] && row.model === current,
    });
    if (answer === undefined || answer === null || answer === back || 'model' in answer) return answer;
    await lists.load(answer.load);
  }
}

async function offerOf(backend: Backend, lists: Lists, tables: Pick<Tables, 'catalog'>): Promise<Offered> {
  const catalog = await tables.catalog();
  const breathe = pace();
  const rows: OfferedModel[] = [];
  for (const model of await lists.suggested(backend)) {
    await breathe();
    const words = await modelAtBackend(backend, model, catalog, say);
    const can = abilityWords(lists.abilitiesOf(backend, model), say);
    const name = backend.nameOf?.(model) ?? '';
    const detail = [name, words.detail, can].filter(Boolean).join(' · ');
    rows.push({ model, name, description: words.description, ...(detail !== '' && { detail }) });
  }
  return { backend, rows, isListed: lists.listOf(backend.id) !== undefined };
}
