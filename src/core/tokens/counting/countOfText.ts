import type { Tokenizer } from '../../catalog/catalogTable';
import { modelCount } from './modelCount';
import type { EncodedCount, TokenCount } from './modelCount';
import { sampleText, textKind } from './textKind';

/** Returns the tokens of a text for the models of a tokenizer, from its count in the encoding of that tokenizer. */
export const countOfText = (
  by: Pick<Tokenizer, 'estimate'>,
  counted: EncodedCount,
  text: string,
  languageId?: string,
): TokenCount =>
  modelCount(by, by.estimate ? { ...counted, textKind: textKind(sampleText(text), languageId) } : counted);
