import { ThemeIcon } from 'vscode';
import { formatRate, formatWindow } from '../../../core/base/numbers';
import { modalityName } from '../../../core/catalog/modelFacts';
import type { Catalog } from '../../../core/catalog/catalog';
import {
  criterionNames,
  filterWords,
  isFiltered,
  modalitySteps,
  modelOrders,
  priceSteps,
  shownModels,
  windowSteps,
  without,
} from '../../../core/catalog/modelFilter';
import type { Criterion, ModelFilter, ModelOrder } from '../../../core/catalog/modelFilter';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickRow } from '../../shared/rankedPick';
import { say } from '../../shared/words';
import type { TreeFilter } from './treeFilter';

const nameOf = (criterion: Criterion): string => {
  switch (criterion) {
    case 'open':
      return say('Open weights');
    case 'minWindow':
      return say('Context window');
    case 'modality':
      return say('Input types');
    case 'maxPrice':
      return say('Input price');
    case 'reasoning':
      return say('Reasoning');
    case 'alive':
      return say('Not retired');
  }
};

/** A value of a criterion that the user can choose. The first row stands for any value. */
type Step = PickRow<Partial<ModelFilter>>;

/** Criteria that are on or off: choosing one reverses it. */
type YesNo = 'open' | 'reasoning' | 'alive';
const isYesNo = (criterion: Criterion): criterion is YesNo =>
  criterion === 'open' || criterion === 'reasoning' || criterion === 'alive';

function stepsOf(criterion: Exclude<Criterion, YesNo>): readonly Step[] {
  switch (criterion) {
    case 'minWindow':
      return windowSteps.map((minWindow) => ({
        label: say('At least {0} tokens', formatWindow(minWindow)),
        value: { minWindow },
      }));
    case 'maxPrice':
      return priceSteps.map((maxPrice) => ({
        label: say('At most {0} per million tokens', formatRate(maxPrice)),
        value: { maxPrice },
      }));
    case 'modality':
      return modalitySteps.map((modality) => ({ label: modalityName[modality], value: { modality } }));
  }
}

/** Lets the user change one criterion after the other; the tree follows at once. Ends when the user leaves. */
export async function pickFilter(catalog: Catalog, treeFilter: TreeFilter): Promise<void> {
  let last: Criterion | undefined;
  for (;;) {
    const picked = await pickCriterion(catalog, treeFilter.filter, last);
    if (picked === undefined || picked === back || picked === 'done') return;
    if (picked === 'clear') {
      await treeFilter.setFilter({});
      continue;
    }
    last = picked;
    if (isYesNo(picked)) {
      const others = without(treeFilter.filter, picked);
      await treeFilter.setFilter(treeFilter.filter[picked] === undefined ? { ...others, [picked]: true } : others);
      continue;
    }
    const change = await pickStep(picked, treeFilter.filter);
    if (change === undefined) return;
    if (change !== back) await treeFilter.setFilter({ ...without(treeFilter.filter, picked), ...change });
  }
}

function askedFor(name: Criterion, filter: ModelFilter): string {
  if (filter[name] === undefined) return say('any');
  return isYesNo(name) ? say('only these') : (filterWords({ [name]: filter[name] }, say)[0] ?? '');
}

function pickCriterion(
  catalog: Catalog,
  filter: ModelFilter,
  last: Criterion | undefined,
): Promise<Criterion | 'clear' | 'done' | typeof back | undefined> {
  const count = shownModels(catalog, filter, 'maker').length;
  const rows = criterionNames.map((name): PickRow<Criterion | 'clear' | 'done'> => ({
    label: nameOf(name),
    description: askedFor(name, filter),
    iconPath: new ThemeIcon(filter[name] === undefined ? 'circle-outline' : 'filter-filled'),
    value: name,
  }));
  const ends: PickRow<Criterion | 'clear' | 'done'>[] = [
    {
      label: say('Show {0} of {1} models', count, catalog.models.length),
      iconPath: new ThemeIcon('check'),
      value: 'done',
    },
    ...(isFiltered(filter)
      ? [{ label: say('Clear Filter'), iconPath: new ThemeIcon('clear-all'), value: 'clear' } as const]
      : []),
  ];
  return pickRanked({
    title: say('Filter Models'),
    placeholder: say('{0} of {1} models. Filter by what?', count, catalog.models.length),
    groups: [
      { label: '', rows },
      { label: '', rows: ends },
    ],
    startsAt: (value) => value === last,
  });
}

async function pickStep(
  criterion: Exclude<Criterion, YesNo>,
  filter: ModelFilter,
): Promise<Partial<ModelFilter> | typeof back | undefined> {
  const steps: Step[] = [{ label: say('Any'), value: {} }, ...stepsOf(criterion)];
  return pickRanked({
    title: say('Filter Models: {0}', nameOf(criterion)),
    placeholder: say('Models for which this is unknown are hidden.'),
    step: { at: 2, of: 2 },
    groups: [{ label: '', rows: steps }],
    startsAt: (value) => value[criterion] === filter[criterion],
  });
}

const orderName = (order: ModelOrder): string => {
  switch (order) {
    case 'maker':
      return say('By maker');
    case 'newest':
      return say('Newest first');
    case 'price':
      return say('Cheapest first');
    case 'window':
      return say('Largest window first');
  }
};

/** Lets the user choose the order of the tree. */
export async function pickOrder(treeFilter: TreeFilter): Promise<void> {
  const rows = modelOrders.map((order): PickRow<ModelOrder> => ({
    label: orderName(order),
    ...(order === 'maker' && { description: say('models listed under their families') }),
    value: order,
  }));
  const picked = await pickRanked({
    title: say('Sort Models'),
    placeholder: say('In which order?'),
    groups: [{ label: '', rows }],
    startsAt: (order) => order === treeFilter.order,
  });
  if (picked !== undefined && picked !== back) await treeFilter.setOrder(picked);
}
