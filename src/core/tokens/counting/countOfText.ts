import type { Tokenizer } from '../../catalog/catalogTable';
import { modelCount } from './modelCount';
import type { EncodedCount, TokenCount } from './modelCount';
import { sampleText, textKind } from './textKind';

/** The tokens of a text for the models that are counted with a tokenizer, by its count in the encoding of that. */
export const textCount = (
  by: Pick<Tokenizer, 'estimate'>,
  counted: EncodedCount,
  text: string,
  languageId?: string,
): TokenCount =>
  modelCount(by, by.estimate ? { ...counted, textKind: textKind(sampleText(text), languageId) } : counted);
