import { defaultModel } from '../catalog/defaultModel';
import type { Catalog } from '../catalog/catalog';
import type { Tokenizer } from '../catalog/catalogTable';
import type { Backend } from '../chat/backend';
import type { ChatRequest } from '../chat/messages/chatTypes';
import type { TokenCount } from '../tokens/counting/modelCount';
import { RequestSizes } from './requestSize';

/** A source of the catalog and of token counts. */
export interface Counting {
  catalog(): Promise<Catalog>;
  count(text: string, by: Pick<Tokenizer, 'encoding' | 'estimate'>): Promise<TokenCount>;
}

type CountText = (model: string, text: string, backend: Backend) => Promise<{ readonly tokens: number } | undefined>;

const never = new AbortController().signal;

/**
 * Counts a text for a model. With `most`, an estimate with a known error is raised to the most tokens that the text may
 * have.
 */
export const countOfTexts =
  (guide: Counting, most: boolean): CountText =>
  async (id, text, backend) => {
    if (backend.countHere) {
      const counted = await backend.countHere(text, never);
      return counted.status === 'done' ? { tokens: counted.value } : undefined;
    }
    const catalog = await guide.catalog();
    const model = catalog.findModel(id) ?? defaultModel(catalog);
    if (!model) return undefined;
    const { tokens, estimate } = await guide.count(text, catalog.tokenizerOf(model));
    return { tokens: most ? Math.ceil(tokens * (1 + (estimate?.bandPercent ?? 0) / 100)) : tokens };
  };

/** Counts the tokens of a request. With `most`, returns the most that it may have. */
export async function requestTokens(
  request: ChatRequest,
  backend: Backend,
  guide: Counting,
  most: boolean,
): Promise<number> {
  return new RequestSizes(countOfTexts(guide, most)).tokensOf(request, backend, await guide.catalog());
}
