import { ENCODING_NAMES, isEncodingName } from '../../core/catalog/encodingName';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { Tokenizer } from '../../core/catalog/catalogTable';
import type { FieldGuide } from '../../core/fieldGuide';
import { UsageError } from './commandLine';

/** The tokenizer that a command counts with: that of a model, or an encoding alone. */
export type ChosenTokenizer = Pick<Tokenizer, 'encoding' | 'estimate'>;

/** The values of `--encoding` and `--model`. */
interface TokenizerChoice {
  readonly encoding: string | undefined;
  readonly model: string | undefined;
}

/** @throws UsageError unless one of them is given */
export function checkTokenizerChoice({ encoding, model }: TokenizerChoice, usage: string): void {
  if ((encoding === undefined) === (model === undefined)) {
    throw new UsageError('Give one of --encoding and --model.', usage);
  }
}

/** Returns the tokenizer of the model, or the encoding alone. @throws UsageError that lists what exists. */
export async function chooseTokenizer(
  { encoding, model }: TokenizerChoice,
  guide: Pick<FieldGuide, 'catalog'>,
): Promise<ChosenTokenizer> {
  if (model === undefined) return { encoding: knownEncoding(encoding ?? '') };
  const catalog = await guide.catalog();
  const found = catalog.findModel(model);
  if (found) return catalog.tokenizerOf(found);
  const ids = catalog.models.map(({ id }) => id).join(', ');
  throw new UsageError(`There is no model "${model}" in the catalog. These exist: ${ids}.`);
}

function knownEncoding(name: string): EncodingName {
  if (isEncodingName(name)) return name;
  throw new UsageError(`There is no encoding "${name}". These exist: ${ENCODING_NAMES.join(', ')}.`);
}
