import type { FieldGuide } from '../../core/fieldGuide';
import type { TokenCount } from '../../core/tokens/counting/modelCount';
import { activeModel } from '../shared/activeModel';

/** The object that `activate` returns, for other extensions. docs/api.md shows how to call it. */
export interface AiFieldGuideApi {
  /**
   * Counts the tokens of a text for a model, in the token worker; nothing leaves the machine. `model` is the id or an
   * alias of a model of the catalog, also with a router's prefix (`openai/gpt-4o`); without it, the model that the user
   * has chosen is taken.
   * @throws RangeError for a model that the catalog does not know; the message names it. TypeError for an argument that
   * is not a string. Error when counting fails.
   */
  countTokens(text: string, model?: string): Promise<ModelTokenCount>;
}

interface ModelTokenCount extends TokenCount {
  /** Id of the model in the catalog. */
  readonly model: string;
  /** The encoding that was counted in; for an estimate, the one that it is made from. */
  readonly encoding: string;
}

export function createApi(guide: Pick<FieldGuide, 'catalog' | 'count'>): AiFieldGuideApi {
  return {
    async countTokens(text, id) {
      // Callers may be written in JavaScript.
      if (typeof text !== 'string') throw new TypeError(`countTokens counts a string, not ${typeof text}.`);
      if (id !== undefined && typeof id !== 'string')
        throw new TypeError(`countTokens takes the id of a model as a string, not ${typeof id}.`);
      const catalog = await guide.catalog();
      const model = id === undefined ? activeModel(catalog) : (catalog.findModel(id) ?? { unknownId: id });
      if ('unknownId' in model) {
        throw new RangeError(
          `The catalog of AI Field Guide has no model "${model.unknownId}". Its view "Model Families" lists those that exist.`,
        );
      }
      const tokenizer = catalog.tokenizerOf(model);
      return { ...(await guide.count(text, tokenizer)), model: model.id, encoding: tokenizer.encoding };
    },
  };
}
