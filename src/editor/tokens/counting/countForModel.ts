import { pocket } from '../../../core/pocket/chat/pocketIdentity';
import type { TokenCount } from '../../../core/tokens/counting/modelCount';
import type { PocketThread } from '../../providers/chat/pocketThread';
import type { FieldGuide } from '../../../core/fieldGuide';
import { activeModel } from '../../shared/activeModel';
import { say } from '../../shared/words';

/** Milliseconds after which whoever asked goes on without the number. */
const patienceMs = 2_000;

/** Tokens of a text for a model, by its id at a provider. `undefined` where they cannot be counted, or not soon. */
export type CountForModel = (modelId: string, text: string) => Promise<TokenCount | undefined>;

/** For a model that the catalog does not know, what the counter's own model makes of the text is an estimate. */
export function countsForModels(
  guide: Pick<FieldGuide, 'catalog' | 'count'>,
  { post }: Pick<PocketThread, 'post'>,
): CountForModel {
  return async (modelId, text) => {
    try {
      if (modelId === pocket.model) {
        const { countForPocket } = await import('../../../core/pocket/chat/askPocket');
        return { tokens: await countForPocket(post, text, AbortSignal.timeout(patienceMs)) };
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
