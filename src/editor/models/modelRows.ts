import { ThemeColor, ThemeIcon } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model, ModelStatus } from '../../core/catalog/catalogTable';
import { formatRate, formatWindow } from '../../core/base/numbers';
import { isSaidOtherwise, saidLine } from '../../core/catalog/live/said';
import type { ModelGroup } from '../../core/search/modelChoices';
import type { PickGroup, PickRow } from '../shared/rankedPick';
import type { SayingsOf } from './sayings';
import { say } from '../shared/words';

const iconOf: Readonly<Record<ModelStatus, readonly [icon: string, colour: string]>> = {
  current: ['circle-filled', 'charts.green'],
  preview: ['beaker', 'charts.blue'],
  legacy: ['history', 'descriptionForeground'],
  deprecated: ['warning', 'list.warningForeground'],
  retired: ['circle-slash', 'descriptionForeground'],
};

export function statusIcon(status: ModelStatus): ThemeIcon {
  const [icon, colour] = iconOf[status];
  return new ThemeIcon(icon, new ThemeColor(colour));
}

/**
 * Makes the row of a model in a list: exact or estimated counts, and the two short facts. The detail has the figures of
 * `said` that differ today.
 */
export function modelRow(model: Model, catalog: Catalog, chosenId?: string, said?: SayingsOf): PickRow<Model> {
  const facts = [
    model.id === chosenId ? say('chosen') : undefined,
    model.status === 'current' ? undefined : model.status,
    catalog.tokenizerOf(model).estimate ? say('≈ estimated counts') : say('exact counts'),
    model.contextWindow === undefined ? undefined : say('{0} context', formatWindow(model.contextWindow)),
    model.price && say('{0} in / {1} out', formatRate(model.price.input), formatRate(model.price.output)),
  ];
  const others = (said?.(model) ?? [])
    .filter(({ figures }) => isSaidOtherwise(figures, model, say))
    .flatMap((each) => saidLine(each, model, catalog.day, say) ?? []);
  return {
    label: model.name,
    ...(others.length > 0 && { detail: others.join('; ') }),
    description: facts.filter((fact) => fact !== undefined).join(' · '),
    iconPath: model.id === chosenId ? new ThemeIcon('check') : statusIcon(model.status),
    value: model,
  };
}

const groupLabel = (group: ModelGroup): string => {
  switch (group.kind) {
    case 'family':
      return `${group.family.name} · ${group.family.maker}`;
    case 'best':
      return say('Best Match');
    case 'current':
      return say('Current');
    case 'legacy':
      return say('Legacy');
    case 'retired':
      return say('Retired');
  }
};

export const modelGroups = (
  groups: readonly ModelGroup[],
  catalog: Catalog,
  chosenId?: string,
  said?: SayingsOf,
): PickGroup<Model>[] =>
  groups.map((group) => ({
    label: groupLabel(group),
    rows: group.models.map((model) => modelRow(model, catalog, chosenId, said)),
  }));
