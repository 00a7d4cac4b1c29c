import type { Day } from '../../base/day';
import type { Breathe } from '../../base/work';
import { formatRate, formatWindow } from '../../base/numbers';
import type { Catalog } from '../../catalog/catalog';
import type { Model } from '../../catalog/catalogTable';
import type { HostIdTable } from '../../catalog/hostIdTable';
import { lifeStage } from '../../catalog/lifecycle';
import type { Lifecycle } from '../../catalog/lifecycle';
import type { Maker } from '../../catalog/lifecycleTable';
import type { ModelNames, NamedModel } from '../../catalog/names/modelNames';
import { kindOfId } from './modelKind';
import type { ModelKind } from './modelKind';
import { completionListsAt } from './completionLists';
import type { CompletionList } from './completionLists';
import type { CompletionPlace } from './completionPlace';

/**
 * Statuses in the order in which their models are offered. `alive`: nothing more is known. Retired models are never
 * offered.
 */
const offeredStatuses = ['current', 'preview', 'legacy', 'alive', 'deprecated'] as const;
type CompletedStatus = (typeof offeredStatuses)[number];

export interface ModelCompletion {
  /** The id as it is written at the place. */
  readonly id: string;
  readonly named: NamedModel;
  readonly status: CompletedStatus;
  /** When the model ends at that place, where that is published: a day or a month. */
  readonly ends?: Day;
  /** Window and price in short: `1M · $2 / $10`. For a host only the window, as the catalog has the prices of makers. */
  readonly facts: string;
  /** Text that the typed characters are looked for in: the id, and the name as people write it. */
  readonly searched: string;
}

export interface CompletionTables {
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly names: ModelNames;
  readonly hostIds: HostIdTable;
}

/**
 * Finds the ids to offer at a place, best first: by status, then the newest.
 * @param breathe is called between small steps of the work.
 */
export async function modelCompletions(
  place: CompletionPlace,
  tables: CompletionTables,
  breathe: Breathe,
): Promise<ModelCompletion[]> {
  const offers: ModelCompletion[] = [];
  for (const list of completionListsAt(place)) {
    for (const { id, isModel } of idsOf(list, tables)) {
      await breathe();
      const named = findNamed(id, list, tables.names);
      // A model of the catalog is in the list by its id there, or it is not sold.
      if (!named || (!isModel && named.model)) continue;
      const offer = kindOf(named, id) === place.kind ? offerOf(id, named, list, tables.catalog.day) : undefined;
      if (offer) offers.push(offer);
    }
  }
  const rank = ({ status }: ModelCompletion): number => offeredStatuses.indexOf(status);
  const released = ({ named }: ModelCompletion): string => named.model?.released ?? '';
  return offers.sort((a, b) => rank(a) - rank(b) || released(b).localeCompare(released(a), 'en'));
}

/** The main family of each maker. Other models belong to the maker that the table of ends gives. */
const familyOf: Readonly<Partial<Record<Maker, string>>> = {
  openai: 'gpt',
  anthropic: 'claude',
  google: 'gemini',
  mistral: 'mistral',
  xai: 'grok',
  deepseek: 'deepseek',
  meta: 'llama',
  alibaba: 'qwen',
};

function offerOf(id: string, named: NamedModel, list: CompletionList, today: Day): ModelCompletion | undefined {
  const status = statusOf(named, today);
  if (status === 'retired') return undefined;
  const { prefix, of, calledAt = 'maker' } = list;
  const isHost = of !== 'everybody' && 'host' in of;
  const retires = named.record?.retires ?? named.model?.life?.retires;
  const ends = status === 'deprecated' && isDateOf(list, named) && typeof retires === 'string' ? retires : undefined;
  return {
    id: `${prefix}${id}`,
    named,
    status,
    ...(ends !== undefined && { ends }),
    facts: factsOf(named.model, !isHost && calledAt === 'maker'),
    searched: named.model ? `${prefix}${id} ${named.model.name}` : `${prefix}${id}`,
  };
}

/** Whether a date counts at the place: the date of a maker does not count for a host. */
const isDateOf = ({ calledAt = 'maker' }: CompletionList, { dateOf }: NamedModel): boolean => dateOf === calledAt;

interface ListedId {
  readonly id: string;
  /** Whether it is the id of a model of the catalog, or of a host. Others may be known to the table of ends only. */
  readonly isModel: boolean;
}

function idsOf({ of, calledAt }: CompletionList, { catalog, lifecycle, hostIds }: CompletionTables): ListedId[] {
  if (of !== 'everybody' && 'host' in of) {
    return hostIds[of.host].filter((id) => of.only?.test(id) ?? true).map((id) => ({ id, isModel: true }));
  }
  const maker = of === 'everybody' ? undefined : of.maker;
  const isOf = (model: Model, its: Maker): boolean =>
    model.family === familyOf[its] || lifecycle.find(model.id)?.maker === its;
  const models = maker ? catalog.models.filter((model) => isOf(model, maker) && isSold(model)) : catalog.models;
  const others = lifecycle.models
    // Amazon writes its own models as Bedrock does all of them.
    .filter((record) => (maker ? record.maker === maker : record.maker !== 'amazon'))
    .filter(({ surface }) => surface === undefined || surface === calledAt);
  const ends = new Set(others.map(({ id }) => id));
  return [...models.map(({ id }) => ({ id, isModel: true })), ...Array.from(ends, (id) => ({ id, isModel: false }))];
}

/** Whether the maker sells a model. Open weights without a price are available elsewhere, not at their maker's API. */
const isSold = ({ openness, price }: Model): boolean => openness === 'closed' || price !== undefined;

/**
 * Finds the model of an id. Routers write versions with a point where the maker writes a hyphen:
 * `anthropic/claude-opus-4.8`.
 */
function findNamed(id: string, { of, calledAt }: CompletionList, names: ModelNames): NamedModel | undefined {
  const found = names.find(id, calledAt);
  if (found || of === 'everybody' || 'maker' in of) return found;
  const own = id.slice(id.lastIndexOf('/') + 1);
  return names.find(own, calledAt) ?? names.find(own.replaceAll('.', '-'), calledAt);
}

function kindOf({ model, record, spelling }: NamedModel, id: string): ModelKind {
  const kind = kindOfId(spelling.lookUps.at(-1)?.id ?? record?.id ?? id);
  const writes = model?.modalities?.output.includes('text') ?? true;
  return kind === 'chat' && !writes ? 'other' : kind;
}

/** Returns the status by the dates of the host, where it has published some: the maker's dates say little about it then. */
function statusOf({ model, record, dateOf }: NamedModel, today: Day): CompletedStatus | 'retired' {
  const stage = record && lifeStage(record, today);
  const status = model?.status ?? stage ?? 'alive';
  if (stage === undefined || dateOf === 'maker') return stage === undefined || stage === 'alive' ? status : stage;
  if (stage !== 'alive') return stage;
  return status === 'retired' || status === 'deprecated' ? 'legacy' : status;
}

function factsOf(model: Model | undefined, pricesHold: boolean): string {
  const window = model?.contextWindow === undefined ? [] : [formatWindow(model.contextWindow)];
  const price =
    pricesHold && model?.price ? [`${formatRate(model.price.input)} / ${formatRate(model.price.output)}`] : [];
  return [...window, ...price].join(' · ');
}
