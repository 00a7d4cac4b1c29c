import { TreeItemCollapsibleState } from 'vscode';
import type { TreeItem } from 'vscode';
import { formatDay } from '../../../core/base/day';
import { formatRate, formatWindow } from '../../../core/base/numbers';
import { opennessName } from '../../../core/catalog/cards';
import type { ModelOrder } from '../../../core/catalog/modelFilter';
import type { Family, Model } from '../../../core/catalog/catalogTable';
import { textOfPlace, changesAddress, chooseStart } from '../../../core/pages/address';
import type { PagePlace } from '../../../core/pages/address';
import { statusIcon } from '../modelRows';
import { openPageCommand } from '../../pages/pages';
import { commandOf } from '../../shared/commands';
import { rowItem } from '../../shared/rowTree';
import { say } from '../../shared/words';
import { comparisonPlace, modelPlace } from '../../../core/pages/familyPage';
import type { GuidePage } from '../../../core/pages/guideTable';

const { Collapsed, None } = TreeItemCollapsibleState;

/** Facts that a row shows besides its own. */
interface RowFacts {
  readonly isChosen: (model: Model) => boolean;
  readonly order: ModelOrder;
  /** Counts the models of a family that the filter leaves. `undefined` while there is none. */
  readonly shownOf: (family: Family) => { readonly shown: number; readonly all: number } | undefined;
}

export function itemOf(node: FamilyNode, { isChosen, order, shownOf }: RowFacts): TreeItem {
  switch (node.kind) {
    case 'changes':
      return pageItem(changesTitle, node, {
        id: 'changes',
        description: say('{0} since {1}', node.count, formatDay(node.since)),
        icon: 'history',
      });
    case 'guide':
      return rowItem(guideTitle, Collapsed, { id: 'guide', icon: 'book' });
    case 'pocket':
      return rowItem(pocketTitle, None, {
        id: 'pocket',
        description: say('stays on this machine'),
        icon: 'comment-discussion',
        // With a prompt, be it an empty one, it is a new session for Pocket.
        command: commandOf('playground.open', pocketTitle, ''),
      });
    case 'lab':
      return rowItem(labTitle, None, {
        id: 'lab',
        description: say('watch a model work'),
        icon: 'beaker',
        command: commandOf('lab.open', labTitle),
      });
    case 'page':
      return pageItem(node.page.title, node, { id: `page/${node.page.id}`, icon: 'file-text' });
    case 'chooser':
      return pageItem(chooserTitle, node, { id: 'chooser', icon: 'question' });
    case 'family':
      return rowItem(node.family.name, Collapsed, {
        id: `family/${node.family.id}`,
        description: familyFacts(node.family, shownOf(node.family)),
        icon: 'organization',
        contextValue: 'family',
      });
    case 'comparison':
      return rowItem(say('Compare Models'), None, {
        id: `comparison/${node.family.id}`,
        icon: 'table',
        command: commandOf('models.compare', say('Compare Models'), node.family.id),
      });
    case 'model':
      return modelItem(node.model, isChosen(node.model), order);
    case 'fact':
      return rowItem(node.label, None, { description: node.value, tooltip: node.tooltip, contextValue: 'fact' });
  }
}

/** A row that opens its page at a click. */
function pageItem(label: string, node: FamilyNode, parts: Parameters<typeof rowItem>[2]): TreeItem {
  const place = placeOfNode(node);
  return rowItem(label, None, { ...parts, ...(place && { command: openPageCommand(textOfPlace(place), label) }) });
}

/** Short, so that nothing is cut at the usual width. */
function familyFacts({ maker, openness }: Family, count: ReturnType<RowFacts['shownOf']>): string {
  if (count) return say('{0} of {1}', count.shown, count.all);
  return `${maker} · ${openness === 'closed' ? say('closed') : opennessName[openness]}`;
}

/** Facts in an order in which the one that the models are sorted by stands first, so that it is not cut. */
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

/** The status is the icon, so that the description leaves room for the name; who cannot see it hears the word. */
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
  | { readonly kind: 'changes'; readonly count: number; readonly since: string }
  | { readonly kind: 'guide' }
  | { readonly kind: 'pocket' }
  | { readonly kind: 'lab' }
  | { readonly kind: 'page'; readonly page: GuidePage }
  | { readonly kind: 'chooser' }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'comparison'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string; readonly tooltip: string };

const guideTitle = 'How foundation models work';
const pocketTitle = 'Ask Pocket';
const labTitle = 'Open the Lab';
const chooserTitle = 'Open or closed? Five questions';
const changesTitle = 'What changed';

/** The text that is worth copying of a row. */
export function textOf(node: FamilyNode): string {
  switch (node.kind) {
    case 'changes':
      return changesTitle;
    case 'guide':
      return guideTitle;
    case 'pocket':
      return pocketTitle;
    case 'lab':
      return labTitle;
    case 'page':
      return node.page.title;
    case 'chooser':
      return chooserTitle;
    case 'family':
    case 'comparison':
      return node.family.name;
    case 'model':
      return node.model.id;
    case 'fact':
      return node.value;
  }
}

/** The page that a row of the tree stands for: a model is a heading on that of its family. */
export function placeOfNode(node: FamilyNode): PagePlace | undefined {
  switch (node.kind) {
    case 'changes':
      return changesAddress;
    case 'page':
      return { folder: 'guide', id: node.page.id };
    case 'chooser':
      return chooseStart;
    case 'family':
      return { folder: 'families', id: node.family.id };
    case 'comparison':
      return comparisonPlace(node.family);
    case 'model':
      return modelPlace(node.model);
    case 'guide':
    case 'pocket':
    case 'lab':
    case 'fact':
      return undefined;
  }
}
