import { ENCODING_NAMES, isEncodingName } from '../core/catalog/encodingName';
import type { EncodingName } from '../core/catalog/encodingName';
import type { Catalog } from '../core/catalog/catalog';
import type { Tokenizer } from '../core/catalog/catalogTable';
import type { CountArguments } from './arguments';
import { UsageError } from './shared/errors';

export interface ChosenEncoding {
  readonly name: EncodingName;
  /** Of a model. */
  readonly tokenizer?: Tokenizer;
}

/** @throws UsageError that lists what exists. */
export function chooseEncoding({ encoding, model }: CountArguments, catalog: Catalog): ChosenEncoding {
  if (model === undefined) return { name: knownEncoding(encoding ?? '') };
  const found = catalog.findModel(model);
  if (!found) {
    const ids = catalog.models.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no model "${model}" in the catalog. These exist: ${ids}.`);
  }
  const tokenizer = catalog.tokenizerOf(found);
  return { name: tokenizer.encoding, tokenizer };
}

function knownEncoding(name: string): EncodingName {
  if (isEncodingName(name)) return name;
  throw new UsageError(`There is no encoding "${name}". These exist: ${ENCODING_NAMES.join(', ')}.`);
}
