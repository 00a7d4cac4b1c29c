import type { Model } from '../../core/catalog/catalogTable';
import { textOfPlace } from '../../core/pages/address';
import { modelPlace } from '../../core/pages/familyPlaces';
import { commandLink } from '../shared/commands';

/** Links below the card of a model. They work where `modelCommands` are trusted. */
export const modelLinks = {
  page: (model: Model) => commandLink('pages.open', textOfPlace(modelPlace(model))),
  tree: ({ id }: Model) => commandLink('models.showInTree', id),
  counter: ({ id }: Model) => commandLink('tokens.selectModel', id),
  playground: ({ id }: Model) => commandLink('models.openInPlayground', id),
};

export const modelCommands = [
  'pages.open',
  'models.showInTree',
  'tokens.selectModel',
  'models.openInPlayground',
] as const;
