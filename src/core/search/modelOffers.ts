import type { Day } from '../base/day';
import { formatRate, formatWindow } from '../base/numbers';
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import type { HostIdTable } from '../catalog/hostIdTable';
import { lifeStage } from '../catalog/lifecycle';
import type { Lifecycle } from '../catalog/lifecycle';
import type { Maker } from '../catalog/lifecycleTable';
import type { ModelNames, NamedModel } from '../modelIds/modelNames';
import { kindOfId } from './modelKind';
import type { ModelKind } from './modelKind';
import { offerListsAt } from './offerLists';
import type { OfferList } from './offerLists';
import type { OfferPlace } from './offerPlace';

/** In the order in which they are offered. `alive`: nobody has said more. Retired ones are never offered. */
const offeredStatuses = ['current', 'preview', 'legacy', 'alive', 'deprecated'] as const;
export type OfferedStatus = (typeof offeredStatuses)[number];

export interface ModelOffer {
  /** As it is written at the place. */
  readonly id: string;
  readonly named: NamedModel;
  readonly status: OfferedStatus;
  /** When it ends there, where that is published: a day or a month. */
  readonly ends?: Day;
  /** Window and price, short: `1M · $2 / $10`. Of a host the window alone: the catalog has the prices of makers. */
  readonly facts: string;
  /** What is typed is looked for in this: the id, and the name as people write it. */
  readonly searched: string;
}

export interface OfferTables {
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly names: ModelNames;
  readonly hostIds: HostIdTable;
}

/** What is offered at a place, best first: by status, then the newest. */
export function modelOffers(place: OfferPlace, tables: OfferTables): ModelOffer[] {
  const offers = offerListsAt(place).flatMap((list) => offersOf(list, place.kind, tables));
  const rank = ({ status }: ModelOffer): number => offeredStatuses.indexOf(status);
  const released = ({ named }: ModelOffer): string => named.model?.released ?? '';
  return offers.sort((a, b) => rank(a) - rank(b) || released(b).localeCompare(released(a), 'en'));
}

/** Of makers whose own API has more than its own models, or whose family holds none that it has: the families. */
const familyOf: Readonly<Partial<Record<Maker, string>>> = {
  openai: 'gpt',
  anthropic: 'claude',
  google: 'gemini',
  mistral: 'mistral',
  xai: 'grok',
  deepseek: 'deepseek',
  meta: 'llama',
};

function offersOf(list: OfferList, kind: ModelKind, tables: OfferTables): ModelOffer[] {
  const ids = list.of === 'everybody' || 'maker' in list.of ? makersIds(list, tables) : hostsIds(list.of, tables);
  const isHost = list.of !== 'everybody' && 'host' in list.of;
  const pricesHold = !isHost && (list.calledAt === undefined || list.calledAt === 'maker');
  return ids.flatMap((id) => {
    const named = findNamed(id, list, tables.names);
    if (!named || kindOf(named, id) !== kind) return [];
    const status = statusOf(named, tables.catalog.day);
    if (status === 'retired') return [];
    const retires = named.record?.retires ?? named.model?.life?.retires;
    return [
      {
        id: `${list.prefix}${id}`,
        named,
        status,
        ...(status === 'deprecated' && isDateOf(list, named) && typeof retires === 'string' && { ends: retires }),
        facts: factsOf(named.model, pricesHold),
        searched: named.model ? `${list.prefix}${id} ${named.model.name}` : `${list.prefix}${id}`,
      },
    ];
  });
}

/** What the maker has announced is no date of a host. */
const isDateOf = ({ calledAt = 'maker' }: OfferList, { dateOf }: NamedModel): boolean => dateOf === calledAt;

/** The ids of the catalog, and those of the table of ends that it has not. */
function makersIds({ of, calledAt }: OfferList, { catalog, lifecycle }: OfferTables): string[] {
  const maker = typeof of === 'object' && 'maker' in of ? of.maker : undefined;
  const models = maker ? catalog.modelsOf(familyOf[maker] ?? '').filter((model) => isSold(model)) : catalog.models;
  const known = new Set(models.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
  const surfaces = [undefined, ...(calledAt === 'azure' ? [calledAt] : [])];
  const others = lifecycle.models
    .filter((record) => (maker ? record.maker === maker : !record.id.startsWith('amazon.')))
    .filter(({ id, surface }) => surfaces.some((each) => each === surface) && !known.has(id))
    .filter(({ id }) => catalog.findModel(id) === undefined)
    .map(({ id }) => id);
  return [...models.map(({ id }) => id), ...new Set(others)];
}

/** Open weights without a price are to be had elsewhere, not at their maker's API. */
const isSold = ({ openness, price }: Model): boolean => openness === 'closed' || price !== undefined;

const hostsIds = ({ host, only }: Extract<OfferList['of'], { host: unknown }>, { hostIds }: OfferTables): string[] =>
  hostIds[host].filter((id) => only?.test(id) ?? true);

/** Routers write versions with a point where the maker writes a hyphen: `anthropic/claude-opus-4.8`. */
function findNamed(id: string, { of, calledAt }: OfferList, names: ModelNames): NamedModel | undefined {
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

/** By the dates of the host, where it has published some: the maker's say little of it then. */
function statusOf({ model, record, dateOf }: NamedModel, today: Day): OfferedStatus | 'retired' {
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
