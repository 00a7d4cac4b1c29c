import { Hover, MarkdownString, Range } from 'vscode';
import type { CancellationToken, HoverProvider, Position, TextDocument } from 'vscode';
import type { EncodingName } from '../../core/tokens/engine/encodingName';
import { spanBytes } from '../../core/tokens/spans';
import { tokenCard } from '../../core/tokens/tokenCard';
import type { TokenFacts } from '../../core/tokens/tokenCard';
import type { EncodedWindow } from './paint';
import type { TokenPainter } from './painter';
import type { TokenPositions } from './position';

/** What to tell about the tokens of a document besides what they are. Plain text. */
export type NotesOf = (document: TextDocument) => Promise<readonly string[]>;

/** Tells the token under the mouse, where tokens are shown. */
export class TokenHover implements HoverProvider {
  constructor(
    private readonly painter: TokenPainter,
    private readonly positions: TokenPositions,
    private readonly notesOf: NotesOf,
  ) {}

  async provideHover(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<Hover | undefined> {
    const painting = this.painter.paintingOf(document);
    const offset = document.offsetAt(position);
    const window = painting?.windows.find(({ start, text }) => start <= offset && offset < start + text.length);
    const span = window?.spans.find(({ end }) => window.start + end > offset);
    if (!painting || !window || !span) return painting && hiddenTokens(painting.windows, document, position);
    const version = document.version;
    const [place, notes] = await Promise.all([
      this.placeOf(document, window, span.first, painting.encoding),
      this.notesOf(document),
    ]);
    if (cancel.isCancellationRequested || document.version !== version) return undefined;
    const isExact = window.start + span.start >= window.exactFrom && window.start + span.end <= window.exactTo;
    const card = tokenCard({
      encoding: painting.encoding,
      text: window.text.slice(span.start, span.end),
      ids: [...window.encoded.ids.subarray(span.first, span.first + span.tokens)],
      bytes: spanBytes(window.text, window.encoded.byteLengths, span),
      position: place,
      notes: isExact ? notes : [...notes, cutNote],
    });
    const [from, to] = [span.start, span.end].map((unit) => document.positionAt(window.start + unit));
    return new Hover(new MarkdownString(card), from && to && new Range(from, to));
  }

  private async placeOf(
    document: TextDocument,
    window: EncodedWindow,
    index: number,
    encoding: EncodingName,
  ): Promise<TokenFacts['position']> {
    const before = await this.positions.before(document, window.start, encoding);
    if (!before) return undefined;
    const approximate = before.approximate || window.exactFrom > window.start;
    return { tokens: before.tokens + index + 1, approximate };
  }
}

/** Says why the rest of a long line has no colours. */
function hiddenTokens(
  windows: readonly EncodedWindow[],
  document: TextDocument,
  { line }: Position,
): Hover | undefined {
  const isCut = windows.some(({ cutAt }) => cutAt !== undefined && document.positionAt(cutAt).line === line);
  return isCut
    ? new Hover('Tokens are shown for the beginning of this long line only. Word wrap shows more.')
    : undefined;
}

const cutNote =
  'This is a part of thousands of characters without a place to cut them. The tokens of the whole may be cut elsewhere.';
