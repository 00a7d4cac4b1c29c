import type { Say } from '../../../core/base/say';
import type { Backend } from '../../../core/chat/backend';
import type { FieldGuide } from '../../../core/fieldGuide';
import type { TokenCount } from '../../../core/tokens/counting/modelCount';
import type { activeModel } from '../../shared/activeModel';

/** Milliseconds after which the caller continues without the number. */
const patienceMs = 2_000;

/**
 * Counts the tokens of a text for a model, by its id at a provider. `undefined` where they cannot be counted, or not
 * soon. `backend` is the one that has the model. A name alone is not enough, as any server may use it.
 */
export type CountForModel = (
  modelId: string,
  text: string,
  backend?: Pick<Backend, 'countHere'>,
) => Promise<TokenCount | undefined>;

interface CountsDeps {
  readonly guide: Pick<FieldGuide, 'catalog' | 'count'>;
  /** The counter's own model. For a model that the catalog does not know, its count serves as an estimate. */
  readonly activeModel: typeof activeModel;
  readonly say: Say;
}

export function countsForModels({ guide, activeModel, say }: CountsDeps): CountForModel {
  return async (modelId, text, backend) => {
    try {
      if (backend?.countHere) {
        const counted = await backend.countHere(text, AbortSignal.timeout(patienceMs));
        return counted.status === 'done' ? { tokens: counted.value } : undefined;
      }
      const catalog = await guide.catalog();
      const known = catalog.findModel(modelId);
      const model = known ?? activeModel(catalog);
      if ('unknownId' in model) return undefined;
      const tokenizer = catalog.tokenizerOf(model);
      const count = await guide.count(text, tokenizer, { signal: AbortSignal.timeout(patienceMs) });
      return known ? count : { tokens: count.tokens, estimate: { reason: say('Counted as for {0}.', model.name) } };
    } catch {
      return undefined;
    }
  };
}
