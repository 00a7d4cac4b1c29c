import type { Family, Model } from '../../../core/catalog/catalogTable';
import { changesAddress, chooseStart } from '../../../core/pages/address';
import type { PagePlace } from '../../../core/pages/address';
import { comparisonPlace, modelPlace } from '../../../core/pages/familyPage';
import type { GuidePage } from '../../../core/pages/guideTable';

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

export const guideTitle = 'How foundation models work';
export const pocketTitle = 'Ask Pocket';
export const labTitle = 'Open the Lab';
export const chooserTitle = 'Open or closed? Five questions';
export const changesTitle = 'What changed';

/** What is worth copying of a row. */
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
