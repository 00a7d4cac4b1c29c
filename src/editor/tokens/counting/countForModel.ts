import { pocket } from '../../../core/pocket/chat/pocketIdentity';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import { sampleText, textKind } from '../../../core/tokens/counting/textKind';
import type { TokenCount } from '../../../core/tokens/counting/modelCount';
import type { PocketThread } from '../../providers/chat/pocketThread';
import type { Tables } from '../../shared/tables';
import { activeModel } from '../../shared/activeModel';
import type { WorkerCounter } from './workerCounter';
import { say } from '../../shared/words';

/** Milliseconds after which whoever asked goes on without the number. */
const patienceMs = 2_000;

/** Tokens of a text for a model, by its id at a provider. `undefined` where they cannot be counted, or not soon. */
export type CountForModel = (modelId: string, text: string) => Promise<TokenCount | undefined>;

/** For a model that the catalog does not know, what the counter's own model makes of the text is an estimate. */
export function countsForModels(
  tables: Pick<Tables, 'catalog'>,
  worker: Pick<WorkerCounter, 'count'>,
  { post }: Pick<PocketThread, 'post'>,
): CountForModel {
  return async (modelId, text) => {
    try {
      if (modelId === pocket.model) {
        const { countForPocket } = await import('../../../core/pocket/chat/askPocket');
        return { tokens: await countForPocket(post, text, AbortSignal.timeout(patienceMs)) };
      }
      const catalog = await tables.catalog();
      const known = catalog.findModel(modelId);
      const model = known ?? activeModel(catalog);
      if ('unknownId' in model) return undefined;
      const tokenizer = catalog.tokenizerOf(model);
      const counted = await worker.count(tokenizer.encoding, text, AbortSignal.timeout(patienceMs));
      const count = modelCount(tokenizer, { ...counted, textKind: textKind(sampleText(text)) });
      return known ? count : { tokens: count.tokens, estimate: { reason: say('Counted as for {0}.', model.name) } };
    } catch {
      return undefined;
    }
  };
}
