import type { Model } from '../../core/catalog/catalogTable';
import { activeModel, setActiveModel } from '../shared/activeModel';
import type { Tables } from '../../core/tables';

/** Handles the buttons of a model, on every page that has such buttons. */
export function modelHandlers(tables: Pick<Tables, 'catalog'>, openInPlayground: (model: Model) => Promise<void>) {
  const withModel =
    (run: (model: Model) => Promise<void>) =>
    async ({ modelId }: { readonly modelId: string }): Promise<void> => {
      const model = (await tables.catalog()).models.find(({ id }) => id === modelId);
      if (model) await run(model);
    };
  return {
    useInCounter: withModel(({ id }) => setActiveModel(id)),
    openInPlayground: withModel(openInPlayground),
  };
}

/** Tells a page which model the counter counts for; an empty id where the catalog does not know it. */
export async function counterModelMessage(tables: Pick<Tables, 'catalog'>) {
  const model = activeModel(await tables.catalog());
  return { type: 'counterModel', modelId: 'unknownId' in model ? '' : model.id } as const;
}
