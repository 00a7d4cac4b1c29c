import type { TextDocument } from 'vscode';
import type { Model, Tokenizer } from '../../../core/catalog/catalogTable';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { estimateNote } from '../../../core/tokens/shown/tokenCard';
import { comparisonScheme } from '../../shared/contributions';
import { sayDone } from '../../shared/feedback';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { activeModel } from '../../shared/activeModel';
import { isPanelText } from '../../shared/countedEditor';
import type { Comparisons } from './comparisons';

/** Shown for a model that the catalog does not know. */
const usualEncoding: EncodingName = 'o200k_base';

/** Whose tokens a document shows: those of its own encoding in a comparison, else those of the chosen model. */
export class ShownEncodings {
  /** One switch for all editors, as for whitespace and the minimap: the same text looks the same everywhere. */
  isShown = false;
  private readonly told = new Set<string>();

  constructor(
    private readonly tables: Pick<Tables, 'catalog'>,
    private readonly comparisons: Pick<Comparisons, 'sideOf'>,
  ) {}

  readonly of = async (document: TextDocument): Promise<EncodingName | undefined> => {
    if (document.uri.scheme === comparisonScheme) return this.comparisons.sideOf(document.uri)?.encoding;
    if (!this.isShown || isPanelText(document.uri)) return undefined;
    return (await this.modelAndTokenizer())?.tokenizer.encoding ?? usualEncoding;
  };

  /** That the model's own tokens may be others, where its count is an estimate. */
  readonly notesOf = async (document: TextDocument): Promise<readonly string[]> => {
    const isCompared = document.uri.scheme === comparisonScheme;
    const model = isCompared ? this.comparisons.sideOf(document.uri)?.model : (await this.modelAndTokenizer())?.model;
    if (!model) return [];
    const note = estimateNote(model, (await this.tables.catalog()).tokenizerOf(model), say);
    return note === undefined ? [] : [note];
  };

  /** Says once for every model whose tokens are not the ones shown. */
  async tellEstimate(): Promise<void> {
    const found = await this.modelAndTokenizer();
    if (!this.isShown || !found || this.told.has(found.model.id)) return;
    const { model, tokenizer } = found;
    if (!tokenizer.estimate) return;
    this.told.add(model.id);
    sayDone(say('Shown are the tokens of {0}, not those of {1}. The hover says why.', tokenizer.encoding, model.name));
  }

  private async modelAndTokenizer(): Promise<{ model: Model; tokenizer: Tokenizer } | undefined> {
    const catalog = await this.tables.catalog();
    const model = activeModel(catalog);
    return 'unknownId' in model ? undefined : { model, tokenizer: catalog.tokenizerOf(model) };
  }
}
