import type { TextDocument } from 'vscode';
import type { Model } from '../../../core/catalog/catalogTable';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import type { TokenCount } from '../../../core/tokens/counting/modelCount';
import type { Tables } from '../../../core/tables';
import type { DocumentCounter } from './documentCounter';

/** Milliseconds that a hover waits for the number: another encoding of a large document takes longer. */
const patienceMs = 150;

/** The tokens of a document for a model, where the counter has the document already; `undefined` where it has not. */
export type KnownCount = (document: TextDocument, model: Model) => Promise<TokenCount | undefined>;

export const knownCounts =
  (tables: Pick<Tables, 'catalog'>, counter: Pick<DocumentCounter, 'ready'>): KnownCount =>
  async (document, model) => {
    const tokenizer = (await tables.catalog()).tokenizerOf(model);
    const counted = await counter.ready(document, tokenizer.encoding, patienceMs);
    return counted && modelCount(tokenizer, counted);
  };
