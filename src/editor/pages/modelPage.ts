import type { Model } from '../../core/catalog/catalogTable';
import { activeModel, setActiveModel } from '../shared/activeModel';
import type { Tables } from '../../core/tables';

export interface ModelPageDeps {
  readonly tables: Pick<Tables, 'catalog'>;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

/** Handles the buttons of a model, on every page that has some. */
export function modelHandlers({ tables, openInPlayground }: ModelPageDeps) {
  const find = async (id: string): Promise<Model | undefined> =>
    (await tables.catalog()).models.find((model) => model.id === id);
  return {
    useInCounter: async ({ modelId }: { readonly modelId: string }): Promise<void> => {
      const model = await find(modelId);
      if (model) await setActiveModel(model.id);
    },
    openInPlayground: async ({ modelId }: { readonly modelId: string }): Promise<void> => {
      const model = await find(modelId);
      if (model) await openInPlayground(model);
    },
  };
}

/** Tells a page which model the counter counts for; none where the catalog does not know it. */
export async function counterModelMessage({ tables }: Pick<ModelPageDeps, 'tables'>) {
  const model = activeModel(await tables.catalog());
  return { type: 'counterModel', modelId: 'unknownId' in model ? '' : model.id } as const;
}
