import type { Model, Tokenizer } from '../core/catalog/table';
import { ENCODING_NAMES, isEncodingName } from '../core/tokens/engine/encodingName';
import type { EncodingName } from '../core/tokens/engine/encodingName';
import type { CountArguments } from './arguments';
import { UsageError } from './usageError';

/** What the command line needs of the catalog. */
export interface ModelTable {
  readonly models: readonly Pick<Model, 'id' | 'aliases' | 'tokenizer'>[];
  readonly tokenizers: readonly (Omit<Pick<Tokenizer, 'id' | 'encoding' | 'estimate'>, 'encoding'> & {
    readonly encoding: string;
  })[];
}

export interface ChosenEncoding {
  readonly name: EncodingName;
  /** Present when the model's own tokenizer is another one. */
  readonly estimate?: NonNullable<Tokenizer['estimate']>;
}

/** @throws UsageError that lists what exists. */
export function chooseEncoding({ encoding, model }: CountArguments, table: ModelTable): ChosenEncoding {
  if (model === undefined) return { name: knownEncoding(encoding ?? '') };
  const found = table.models.find(({ id, aliases }) => id === model || aliases?.includes(model));
  if (!found) {
    const ids = table.models.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no model "${model}" in the catalog. These exist: ${ids}.`);
  }
  const tokenizer = table.tokenizers.find(({ id }) => id === found.tokenizer);
  if (!tokenizer) throw new UsageError(`The catalog does not say how the tokens of "${model}" are counted.`);
  const name = knownEncoding(tokenizer.encoding);
  return tokenizer.estimate ? { name, estimate: tokenizer.estimate } : { name };
}

function knownEncoding(name: string): EncodingName {
  if (isEncodingName(name)) return name;
  throw new UsageError(`There is no encoding "${name}". These exist: ${ENCODING_NAMES.join(', ')}.`);
}
