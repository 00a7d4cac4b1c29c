import type { TextDocument } from 'vscode';
import { window } from 'vscode';
import type { Model, Tokenizer } from '../../core/catalog/table';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { comparisonScheme } from '../contributions';
import type { Tables } from '../tables';
import { activeModel } from '../tokens/activeModel';
import type { Comparisons } from './comparisons';

/** Shown for a model that the catalog does not know. */
const usualEncoding: EncodingName = 'o200k_base';

/** Text that scrolls by itself is not for reading token by token. */
const isOutput = ({ uri }: TextDocument): boolean => uri.scheme === 'output';

/** Whose tokens a document shows: those of its own encoding in a comparison, else those of the chosen model. */
export class ShownEncodings {
  /** One switch for all editors, as for whitespace and the minimap: the same text looks the same everywhere. */
  isShown = false;
  private readonly told = new Set<string>();

  constructor(
    private readonly tables: Pick<Tables, 'catalog'>,
    private readonly comparisons: Pick<Comparisons, 'encodingOf'>,
  ) {}

  readonly of = async (document: TextDocument): Promise<EncodingName | undefined> => {
    if (document.uri.scheme === comparisonScheme) return this.comparisons.encodingOf(document.uri);
    if (!this.isShown || isOutput(document)) return undefined;
    return (await this.modelAndTokenizer())?.tokenizer.encoding ?? usualEncoding;
  };

  /** That the model's own tokens are others, where they are. */
  readonly notesOf = async (document: TextDocument): Promise<readonly string[]> => {
    if (document.uri.scheme === comparisonScheme) return [];
    const found = await this.modelAndTokenizer();
    return found?.tokenizer.estimate ? [estimateNote(found.model, found.tokenizer)] : [];
  };

  /** Says once for every model whose tokens are not the ones shown. */
  async tellEstimate(): Promise<void> {
    const found = await this.modelAndTokenizer();
    if (!this.isShown || !found?.tokenizer.estimate || this.told.has(found.model.id)) return;
    this.told.add(found.model.id);
    void window.showInformationMessage(estimateNote(found.model, found.tokenizer));
  }

  private async modelAndTokenizer(): Promise<{ model: Model; tokenizer: Tokenizer } | undefined> {
    const catalog = await this.tables.catalog();
    const model = activeModel(catalog);
    return 'unknownId' in model ? undefined : { model, tokenizer: catalog.tokenizerOf(model) };
  }
}

const estimateNote = ({ name }: Model, { encoding }: Tokenizer): string =>
  `${name} has another tokenizer: the tokens shown are those of ${encoding}, which its count is estimated from.`;
