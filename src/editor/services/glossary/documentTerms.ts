import { Range } from 'vscode';
import type { CancellationToken, Position, TextDocument, Uri } from 'vscode';
import { pacer } from '../../../core/base/pacer';
import type { TermChoices } from '../../../core/glossary/choices';
import type { Glossary, TermDecision } from '../../../core/glossary/decide';
import { headLength, senseReach } from '../../../core/glossary/sense/reach';
import type { PlacedRegion, TermText } from '../../../core/glossary/termText';
import type { Regions } from '../../../core/regions/regions';
import { nodeHost } from '../../../host/node/host';
import type { DocumentRegions } from '../documentRegions';

/** What decides on the terms of documents. */
export interface TermRules {
  /** What holds for a document: the terms of the extension, and those of the glossaries of its folders. */
  readonly glossary: (document: Uri) => Promise<Glossary>;
  readonly choices: () => TermChoices;
}

/** The terms of documents, meant or not: at a place, and all of them. Loaded with the first question. */
export class DocumentTerms {
  private readonly kept = new WeakMap<
    TextDocument,
    { version: number; by: Glossary; decisions: readonly TermDecision[] }
  >();

  constructor(
    readonly rules: TermRules,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
  ) {}

  /**
   * The decision on the word at a position, shown or not; its offsets are those of the document. It reads no more of the text than
   * decides. Undefined: no term is written there, the document was changed meanwhile, or the question was cancelled.
   */
  async at(document: TextDocument, position: Position, cancel?: CancellationToken): Promise<TermDecision | undefined> {
    const [glossary, { decideAt }] = await Promise.all([this.rules.glossary(document.uri), decider()]);
    const offset = document.offsetAt(position);
    const start = document.positionAt(Math.max(0, offset - senseReach));
    const end = document.positionAt(offset + senseReach);
    const regions = await this.regions.readTo(document, end.line, cancel);
    if (!regions) return undefined;
    const from = document.offsetAt(start);
    const text = stretch(document, new Range(start, end), from, regions);
    const found = decideAt(text, glossary, offset - from);
    return found && { ...found, start: found.start + from, end: found.end + from };
  }

  /** The decisions on all terms of a document. Undefined: it was changed meanwhile, or the question was cancelled. */
  async all(document: TextDocument, cancel?: CancellationToken): Promise<readonly TermDecision[] | undefined> {
    const { version } = document;
    const [glossary, { decideAll }] = await Promise.all([this.rules.glossary(document.uri), decider()]);
    const kept = this.kept.get(document);
    if (kept?.version === version && kept.by === glossary) return kept.decisions;
    const end = document.positionAt(Infinity);
    const regions = await this.regions.readTo(document, end.line, cancel);
    if (!regions || document.version !== version) return undefined;
    const text = stretch(document, new Range(document.positionAt(0), end), 0, regions);
    const breathe = pacer(() => nodeHost.nextTurn());
    const work = decideAll(text, glossary);
    for (;;) {
      const step = work.next();
      if (step.done) {
        this.kept.set(document, { version, by: glossary, decisions: step.value });
        return step.value;
      }
      await breathe();
      if (document.version !== version || cancel?.isCancellationRequested) return undefined;
    }
  }
}

const decider = () => import('../../../core/glossary/decide');

/** A part of a document that was read up to its end. @param from the offset at which it starts. */
function stretch(document: TextDocument, range: Range, from: number, regions: Regions): TermText {
  const placed: PlacedRegion[] = [];
  for (let line = range.start.line; line <= range.end.line; line++) {
    const first = line === range.start.line ? range.start.character : 0;
    const last = line === range.end.line ? range.end.character : document.lineAt(line).text.length;
    const lineStart = document.offsetAt(range.start.with(line, 0)) - from;
    for (const { kind, language, from: column, to } of regions.between(line, first, last)) {
      if (to <= first || column >= last) continue;
      placed.push({
        ...{ kind, language },
        start: lineStart + Math.max(first, column),
        end: lineStart + Math.min(last, to),
      });
    }
  }
  const head = from === 0 ? '' : document.getText(new Range(document.positionAt(0), document.positionAt(headLength)));
  return {
    ...{ text: document.getText(range), languageId: document.languageId, path: document.uri.path },
    ...{ head, regions: placed },
  };
}
