import { TreeItemCollapsibleState } from 'vscode';
import type { Command, TreeItem } from 'vscode';
import { formatDay } from '../../../core/base/day';
import { formatRate, formatWindow } from '../../../core/base/numbers';
import { opennessName } from '../../../core/catalog/modelFacts';
import type { ModelOrder } from '../../../core/catalog/modelFilter';
import type { Family, Model } from '../../../core/catalog/catalogTable';
import { textOfPlace } from '../../../core/pages/address';
import type { PagePlace } from '../../../core/pages/address';
import { statusIcon } from '../modelRows';
import { openPageCommand } from '../../pages/pages';
import { commandOf } from '../../shared/commands';
import { rowItem } from '../../shared/rowTree';
import { say } from '../../shared/words';
import { comparisonPlace, modelPlace } from '../../../core/pages/familyPlaces';

const { Collapsed, None } = TreeItemCollapsibleState;

/** Facts that a row shows in addition to its own. */
interface RowFacts {
  readonly isChosen: (model: Model) => boolean;
  readonly order: ModelOrder;
  /** Counts the models of a family that the filter leaves. `undefined` while there is no filter. */
  readonly shownOf: (family: Family) => { readonly shown: number; readonly all: number } | undefined;
}

export function itemOf(node: FamilyNode, { isChosen, order, shownOf }: RowFacts): TreeItem {
  switch (node.kind) {
    case 'guide':
      return rowItem(guideTitle(), Collapsed, { id: 'guide', icon: 'book' });
    case 'link': {
      const { id, label, icon, description = '', command } = node;
      return rowItem(label, None, { id, icon, description, command });
    }
    case 'family':
      return rowItem(node.family.name, Collapsed, {
        id: `family/${node.family.id}`,
        description: familyFacts(node.family, shownOf(node.family)),
        icon: 'organization',
        contextValue: 'family',
      });
    case 'model':
      return modelItem(node.model, isChosen(node.model), order);
    case 'fact':
      return rowItem(node.label, None, { description: node.value, tooltip: node.tooltip, contextValue: 'fact' });
  }
}

/** Describes a family in a few words, so that they are not cut at the usual width. */
function familyFacts({ maker, openness }: Family, count: ReturnType<RowFacts['shownOf']>): string {
  if (count) return say('{0} of {1}', count.shown, count.all);
  return `${maker} · ${openness === 'closed' ? say('closed') : opennessName[openness]}`;
}

/** Returns the facts of a model. The fact that the models are sorted by comes first, so that it is not cut. */
function factsOf(model: Model, order: ModelOrder): string[] {
  const released = order === 'newest' && model.released !== undefined ? formatDay(model.released) : undefined;
  const price = model.price && `${formatRate(model.price.input)} / ${formatRate(model.price.output)}`;
  const facts = [
    released,
    order === 'price' ? price : undefined,
    model.openness === 'open-weights' && order !== 'window' ? say('open') : undefined,
    model.contextWindow === undefined ? undefined : formatWindow(model.contextWindow),
    model.openness === 'open-weights' && order === 'window' ? say('open') : undefined,
    order === 'price' ? undefined : price,
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** Shows the status as an icon, so that the description leaves room for the name. A screen reader speaks the word. */
function modelItem(model: Model, isChosen: boolean, order: ModelOrder): TreeItem {
  const chosen = say('token counter');
  const facts = [...(isChosen ? [`✓ ${chosen}`] : []), ...factsOf(model, order)];
  return rowItem(model.name, Collapsed, {
    id: `model/${model.id}`,
    description: facts.slice(0, isChosen ? 1 : undefined).join(' · '),
    icon: statusIcon(model.status),
    contextValue: 'model',
    accessibilityInformation: { label: [model.name, model.status, ...facts].join(', ') },
  });
}

export type FamilyNode =
  | { readonly kind: 'guide' }
  | Link
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string; readonly tooltip: string };

/** A row that leads somewhere at a click. */
interface Link {
  readonly kind: 'link';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly description?: string;
  readonly command: Command;
  /** The page that the row stands for. */
  readonly place?: PagePlace;
  /** The text that is copied instead of the label. */
  readonly text?: string;
}

const guideTitle = (): string => say('How foundation models work');

export const pageLink = (place: PagePlace, more: Pick<Link, 'id' | 'label' | 'icon' | 'description'>): Link => ({
  ...{ kind: 'link', place, ...more },
  command: openPageCommand(textOfPlace(place), more.label),
});

export const pocketLink = (): Link => ({
  ...{ kind: 'link', id: 'pocket', label: say('Ask Pocket'), icon: 'comment-discussion' },
  description: say('stays on this machine'),
  // Given a prompt, even an empty one, the command opens a new session for Pocket.
  command: commandOf('playground.open', say('Ask Pocket'), ''),
});

export const labLink = (): Link => ({
  ...{ kind: 'link', id: 'lab', label: say('Open the Lab'), icon: 'beaker' },
  description: say('watch a model work'),
  command: commandOf('lab.open', say('Open the Lab')),
});

export const comparisonLink = (family: Family): Link => ({
  ...{ kind: 'link', id: `comparison/${family.id}`, label: say('Compare Models'), icon: 'table' },
  command: commandOf('models.compare', say('Compare Models'), family.id),
  place: comparisonPlace(family),
  text: family.name,
});

/** Returns the text of a row that is worth copying. */
export function textOf(node: FamilyNode): string {
  switch (node.kind) {
    case 'guide':
      return guideTitle();
    case 'link':
      return node.text ?? node.label;
    case 'family':
      return node.family.name;
    case 'model':
      return node.model.id;
    case 'fact':
      return node.value;
  }
}

/** Returns the page that a row of the tree stands for. A model is a heading on the page of its family. */
export function placeOfNode(node: FamilyNode): PagePlace | undefined {
  switch (node.kind) {
    case 'link':
      return node.place;
    case 'family':
      return { folder: 'families', id: node.family.id };
    case 'model':
      return modelPlace(node.model);
    case 'guide':
    case 'fact':
      return undefined;
  }
}
