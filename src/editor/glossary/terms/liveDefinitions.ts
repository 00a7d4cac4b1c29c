import { window } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import { serviceOfWord } from '../../../core/catalog/names/services';
import type { Model } from '../../../core/catalog/catalogTable';
import type { ModelParameter } from '../../../core/catalog/parameters/parameters';
import type { LiveTopic } from '../../../core/pages/live/liveLines';
import type { WordCut } from '../../../core/tokens/shown/wordCut';
import { say } from '../../shared/words';
import type { DocumentRegions } from '../../shared/documentRegions';
import { activeModel } from '../../shared/activeModel';
import { unitOf } from '../../shared/countedEditor';
import type { DocumentCounter, CountIfKnown } from '../../tokens/counting/documentCounter';
import type { Tables } from '../../../core/tables';
import { promptModel } from './promptModel';

/** Bounds in UTF-16 code units: of the text to either side of a place, and of a whole selection. */
const around = 200;
const maxSelectionLength = 80;

type LiveTables = Pick<Tables, 'catalog' | 'parameters' | 'modelNames'>;

/**
 * Explains a term by the text that the reader has open. The model is that of the call around the place, of the prompt
 * in the file, or else of the counter.
 */
export class LiveDefinitions {
  constructor(
    private readonly tables: LiveTables,
    private readonly counter: Pick<DocumentCounter, 'readyTokens'>,
    private readonly knownCount: CountIfKnown,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
  ) {}

  /** Makes one line of a card, in Markdown; undefined where nothing is known without a cost. */
  async lineFor(termId: string, document: TextDocument, position: Position): Promise<string | undefined> {
    const { liveLine, liveTopic } = await import('../../../core/pages/live/liveLines');
    const topic = liveTopic(termId);
    if (topic === undefined) return undefined;
    const catalog = await this.tables.catalog();
    // The reader of calls is loaded with the first question.
    const { callModelAt } = await import('../../models/callsAt');
    const called = await callModelAt(document, position, this.tables, this.regions);
    const asked = called ? undefined : await promptModel(document, catalog);
    const model = called ?? asked ?? activeModel(catalog);
    // Facts about a model other than that of the prompt would be wrong there.
    if (asked === null || 'unknownId' in model) return undefined;
    const { encoding, estimate } = catalog.tokenizerOf(model);
    const hasFile = topic === 'window' || topic === 'cost';
    const facts = {
      ...{ model, modelOf: called ? ('call' as const) : asked ? ('prompt' as const) : ('counter' as const) },
      ...{ at: catalog.now, unit: unitOf(document) },
      encoding: { name: encoding, isEstimate: estimate !== undefined },
      file: hasFile ? await this.knownCount(document, model) : undefined,
      cut: topic === 'cut' ? await this.cutAt(document, position, encoding) : undefined,
      parameter: await this.parameterOf(topic, model, catalog.family(model.family)?.maker ?? ''),
    };
    return liveLine(topic, facts, say);
  }

  private async parameterOf(topic: LiveTopic, { id }: Model, maker: string): Promise<ModelParameter | undefined> {
    if (typeof topic !== 'object') return undefined;
    const [parameters, names] = await Promise.all([this.tables.parameters(), this.tables.modelNames()]);
    const service = serviceOfWord(maker.replace(/[ .]/g, ''));
    for (const parameter of topic.parameters) {
      const known = parameters.ofModel(parameter, id, service, names);
      if (known) return known;
    }
    return undefined;
  }

  /** Cuts the selection into its tokens, or else the word of the line that shows tokens best. */
  private async cutAt(
    document: TextDocument,
    position: Position,
    encoding: Parameters<DocumentCounter['readyTokens']>[2],
  ): Promise<WordCut | undefined> {
    const { version } = document;
    const selected = selectedIn(document);
    const lineStart = document.offsetAt(position.with(undefined, 0));
    const { text } = document.lineAt(position);
    const from = Math.max(0, position.character - around);
    const stretch = selected ?? { text: text.slice(from, position.character + around), start: lineStart + from };
    const part = { start: stretch.start, end: stretch.start + stretch.text.length };
    const [{ cutOf, tellingCut }, tokens] = await Promise.all([
      import('../../../core/tokens/shown/wordCut'),
      this.counter.readyTokens(document, part, encoding),
    ]);
    if (!tokens || document.version !== version) return undefined;
    return selected ? cutOf(selected, tokens) : tellingCut(stretch, tokens, lineStart + position.character);
  }
}

/** The selection in a document, where it is a few words. */
function selectedIn(document: TextDocument): { text: string; start: number } | undefined {
  const editor = window.visibleTextEditors.find((each) => each.document === document);
  if (!editor || editor.selection.isEmpty || !editor.selection.isSingleLine) return undefined;
  const text = document.getText(editor.selection);
  if (text.length > maxSelectionLength || text.trim() === '') return undefined;
  return { text, start: document.offsetAt(editor.selection.start) };
}
