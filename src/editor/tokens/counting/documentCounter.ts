import type { Selection, TextDocument } from 'vscode';
import { orAbort } from '../../../core/base/orAbort';
import type { Model, TextKind, Tokenizer } from '../../../core/catalog/catalogTable';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { modelCount } from '../../../core/tokens/counting/modelCount';
import type { EncodedCount, TokenCount } from '../../../core/tokens/counting/modelCount';
import type { DocumentTokens } from '../../../core/tokens/document/documentTokens';
import type { TokenClient } from '../../../core/tokens/worker/tokenClient';
import type { DocumentTally } from '../../../core/tokens/worker/workerProtocol';
import { sampleLines, sampleText, textKind } from '../../../core/tokens/counting/textKind';
import type { EditorDocumentCopies } from './editorDocumentCopies';

export interface CountedDocument {
  readonly document: EncodedCount;
  /** Sum over all cursors; undefined when nothing is selected. */
  readonly selection: EncodedCount | undefined;
}

/** Milliseconds that a hover waits for a number. A new encoding of a large document takes longer. */
const patienceMs = 150;

/** Counts the tokens of a document for a model, if the counter has the document already; `undefined` where it has not. */
export type CountIfKnown = (document: TextDocument, model: Model) => Promise<TokenCount | undefined>;

/** Counts documents from their copies in the worker. */
export class DocumentCounter {
  constructor(
    private readonly worker: TokenClient,
    private readonly copies: Pick<EditorDocumentCopies, 'use' | 'has'>,
  ) {}

  /**
   * Counts the document and the selections in it, exactly. While that takes long, `onEstimate` gets the estimates so
   * far.
   * @param selections read when the document is sent: until then it may be edited, which moves them.
   * @returns `undefined` when the document was changed or closed meanwhile. @throws the reason of `signal` once it is
   * aborted.
   */
  async count(
    document: TextDocument,
    selections: () => readonly Selection[],
    encoding: EncodingName,
    signal: AbortSignal,
    onEstimate: (counted: CountedDocument) => void = () => undefined,
  ): Promise<CountedDocument | undefined> {
    const tally = await this.copies.use(document, (copy) => {
      const offsets = selections()
        .filter((selection) => !selection.isEmpty)
        .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
      const ask = { document: copy, encoding, selections: offsets };
      return this.worker.tally(ask, signal, (estimate) => onEstimate(toCounted(estimate, document, selections())));
    });
    return tally && toCounted(tally, document, selections());
  }

  /** Returns the tokens of the whole document, if the worker has it already and answers soon. Sends it no document. */
  async known(document: TextDocument, tokenizer: Tokenizer): Promise<TokenCount | undefined> {
    const counted = await this.soon(document, (signal) => this.count(document, () => [], tokenizer.encoding, signal));
    return counted && modelCount(tokenizer, counted.document);
  }

  /**
   * Returns the tokens of a part of the document, if the worker has it already and the answer comes soon. `part` is in
   * UTF-16 code units.
   */
  async readyTokens(
    document: TextDocument,
    part: { start: number; end: number },
    encoding: EncodingName,
  ): Promise<DocumentTokens | undefined> {
    return (await this.soon(document, () => this.tokens(document, [part], encoding)))?.[0];
  }

  /**
   * Returns the tokens of parts of the document, which are given in UTF-16 code units.
   * @returns `undefined` when the document was changed or closed meanwhile.
   */
  async tokens(
    document: TextDocument,
    parts: readonly { start: number; end: number }[],
    encoding: EncodingName,
  ): Promise<readonly DocumentTokens[] | undefined> {
    const { version } = document;
    const tokens = await this.copies.use(document, async (copy) => {
      return document.version === version ? this.worker.tokens({ document: copy, encoding, parts }) : undefined;
    });
    return document.version === version ? tokens : undefined;
  }

  /** Counts the whole document in several encodings. `undefined` when it was closed. */
  async survey(
    document: TextDocument,
    encodings: readonly EncodingName[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<EncodingName, number> | undefined> {
    const tokens = await this.copies.use(document, (copy) => this.worker.survey(copy, encodings, signal));
    return tokens && new Map(encodings.map((encoding, i) => [encoding, tokens[i] ?? 0]));
  }

  /** Asks about a document that the worker has. Returns `undefined` where that takes longer than a hover waits. */
  private async soon<T>(
    document: TextDocument,
    ask: (signal: AbortSignal) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    if (!this.copies.has(document)) return undefined;
    const signal = AbortSignal.timeout(patienceMs);
    try {
      return await orAbort(ask(signal), signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}

function toCounted(
  { document, selection }: DocumentTally,
  of: TextDocument,
  selections: readonly Selection[],
): CountedDocument {
  return {
    document: toEncodedCount(document, documentKind(of)),
    selection: selection && toEncodedCount(selection, selectionKind(of, selections)),
  };
}

const toEncodedCount = (
  { tokens, exact }: DocumentTally['document'],
  textKind: TextKind | undefined,
): EncodedCount => ({
  tokens,
  ...(exact ? {} : { inexact: 'counting' }),
  ...(textKind && { textKind }),
});

/** UTF-16 code units of the selections that are sampled. */
const unitsOfSelections = 4_000;

/** Returns the kind of text in a document, from its language and a sample of its lines. Cheap enough for every keystroke. */
const documentKind = (document: TextDocument): TextKind | undefined =>
  textKind(sampleLines(document), document.languageId);

/** Returns the kind of text in the selections, from their beginnings. */
function selectionKind(document: TextDocument, selections: readonly Selection[]): TextKind | undefined {
  let sample = '';
  for (const { start, end } of selections) {
    for (let line = start.line; line <= end.line && sample.length < unitsOfSelections; line++) {
      const until = line === end.line ? end.character : undefined;
      sample += `${sampleText(lineOf(document, line).slice(line === start.line ? start.character : 0, until))}\n`;
    }
  }
  return textKind(sample, document.languageId);
}

/** Returns the text of a line; empty where it was deleted between a question and its answer. */
const lineOf = (document: TextDocument, line: number): string =>
  line < document.lineCount ? document.lineAt(line).text : '';
