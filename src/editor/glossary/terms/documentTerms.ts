import type { CancellationToken, Event, Position, TextDocument, Uri } from 'vscode';
import { atOnce, inSlices } from '../../../core/base/work';
import type { TermChoices } from '../../../core/glossary/cards/choices';
import type { Glossary, TermDecision } from '../../../core/glossary/sense/decide';
import { senseRadius } from '../../../core/glossary/sense/sense';
import { pace } from '../../shared/pace';
import type { DocumentRegions } from '../../shared/documentRegions';

/** Terms and choices by which documents are decided on. */
export interface TermRules {
  /** The terms that hold for a document: those of the extension, and those of the glossaries of its folders. */
  readonly glossary: (document: Uri) => Promise<Glossary>;
  readonly choices: () => TermChoices;
  /** Fires when the terms or the choices have changed. */
  readonly onDidChange: Event<unknown>;
}

interface Cached {
  readonly version: number;
  /** Part of the key, as choosing another language changes neither the document nor its version. */
  readonly languageId: string;
  readonly glossary: Glossary;
  readonly decisions: readonly TermDecision[];
}

/**
 * Decides on the terms of documents, shown or not: on the one at a place, or on all. The code is loaded with the first
 * question.
 */
export class DocumentTerms {
  private readonly cached = new WeakMap<TextDocument, Cached>();

  constructor(
    readonly rules: TermRules,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
  ) {}

  /**
   * Decides on the word at a position, shown or not. The offsets are those of the document. Reads no more of the text
   * than the decision needs. Undefined where no term is written there, the document was changed meanwhile, or the
   * question was cancelled.
   */
  async at(document: TextDocument, position: Position, cancel?: CancellationToken): Promise<TermDecision | undefined> {
    const [glossary, { decideAt, rangeAround, readRange }] = await Promise.all([
      this.rules.glossary(document.uri),
      reader(),
    ]);
    const range = rangeAround(document, document.validatePosition(position), senseRadius);
    const regions = await this.regions.readTo(document, range.end.line, cancel);
    if (!regions) return undefined;
    const from = document.offsetAt(position.with(range.start.line, range.start.character));
    const text = atOnce(readRange(document, range, regions));
    const found = decideAt(text, glossary, document.offsetAt(position) - from);
    return found && { ...found, start: found.start + from, end: found.end + from };
  }

  /** Decides on all terms of a document. Undefined where it was changed meanwhile, or the question was cancelled. */
  async all(document: TextDocument, cancel?: CancellationToken): Promise<readonly TermDecision[] | undefined> {
    const { version, languageId } = document;
    const [glossary, { decideAll, wholeRange, readRange }] = await Promise.all([
      this.rules.glossary(document.uri),
      reader(),
    ]);
    const cached = this.cached.get(document);
    if (cached?.version === version && cached.languageId === languageId && cached.glossary === glossary)
      return cached.decisions;
    const regions = await this.regions.readTo(document, document.lineCount - 1, cancel);
    const isStale = (): boolean =>
      document.version !== version || document.languageId !== languageId || cancel?.isCancellationRequested === true;
    if (!regions || isStale()) return undefined;
    const breathe = pace();
    const text = await inSlices(readRange(document, wholeRange(document), regions), breathe, isStale);
    const decisions = text && (await inSlices(decideAll(text, glossary), breathe, isStale));
    if (decisions) this.cached.set(document, { version, languageId, glossary, decisions });
    return decisions;
  }
}

const reader = async () => {
  const [decide, text] = await Promise.all([
    import('../../../core/glossary/sense/decide'),
    import('../../../core/glossary/sense/documentText'),
  ]);
  return { ...decide, ...text };
};
