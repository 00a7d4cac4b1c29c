import type { Selection, TextDocument } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import type { EncodedCount } from '../../core/tokens/encodedCount';
import type { DocumentTokens } from '../../core/tokens/document/documentTokens';
import type { DocumentTally } from '../../core/tokens/workerProtocol';
import type { DocumentCopies } from './documentCopies';
import type { WorkerCounter } from './workerCounter';

export interface CountedDocument {
  readonly document: EncodedCount;
  /** Sum over all cursors; undefined when nothing is selected. */
  readonly selection: EncodedCount | undefined;
}

/** Counts documents from their copies in the worker. */
export class DocumentCounter {
  constructor(
    private readonly worker: WorkerCounter,
    private readonly copies: DocumentCopies,
  ) {}

  /**
   * Counts the document and the selections in it, exactly. While that takes long, `onEstimate` gets what is known.
   * @returns `undefined` when the document was changed or closed meanwhile. Never settles once `signal` is aborted.
   */
  async count(
    document: TextDocument,
    selections: readonly Selection[],
    encoding: EncodingName,
    signal: AbortSignal,
    onEstimate: (counted: CountedDocument) => void = () => undefined,
  ): Promise<CountedDocument | undefined> {
    const id = await this.copies.of(document);
    if (id === undefined) return undefined;
    const offsets = selections
      .filter((selection) => !selection.isEmpty)
      .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
    const ask = { document: id, encoding, selections: offsets };
    const tally = await this.worker.tally(ask, signal, (estimate) => onEstimate(toCounted(estimate)));
    return tally && toCounted(tally);
  }

  /**
   * The tokens of parts of the document. UTF-16 code units.
   * @returns `undefined` when the document was changed or closed meanwhile.
   */
  async tokens(
    document: TextDocument,
    parts: readonly { start: number; end: number }[],
    encoding: EncodingName,
  ): Promise<readonly DocumentTokens[] | undefined> {
    const { version } = document;
    const id = await this.copies.of(document);
    if (id === undefined || document.version !== version) return undefined;
    const tokens = await this.worker.tokens({ document: id, encoding, parts });
    return document.version === version ? tokens : undefined;
  }

  /** Counts of the whole document in several encodings. `undefined` when it was closed. */
  async survey(
    document: TextDocument,
    encodings: readonly EncodingName[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<EncodingName, number> | undefined> {
    const id = await this.copies.of(document);
    if (id === undefined) return undefined;
    const tokens = await this.worker.survey(id, encodings, signal);
    return new Map(encodings.map((encoding, i) => [encoding, tokens[i] ?? 0]));
  }
}

function toCounted({ document, selection }: DocumentTally): CountedDocument {
  return {
    document: { tokens: document.tokens, approximate: !document.exact },
    selection: selection && { tokens: selection.tokens, approximate: !selection.exact },
  };
}
