import { Hover, MarkdownString, Range } from 'vscode';
import type { HoverProvider, Position, TextDocument } from 'vscode';
import { bytesOf } from '../../../core/tokens/shown/drawnSpans';
import { tokenCard } from '../../../core/tokens/shown/tokenCard';
import type { PaintedPart } from './painting';
import type { TokenPainter } from './tokenPainter';
import { say } from '../../shared/words';

/**
 * Tells the token under the mouse, where tokens are shown.
 * @param notesOf gives what is to be known of the tokens of a document besides what they are, as plain text.
 */
export const tokenHover = (
  painter: TokenPainter,
  notesOf: (document: TextDocument) => Promise<readonly string[]>,
): HoverProvider => ({
  async provideHover(document, position, cancel) {
    const painting = painter.paintingOf(document);
    if (!painting) return undefined;
    const offset = document.offsetAt(position);
    const painted = painting.parts.find(({ spans }) => isOn(spans, offset));
    const span = painted?.spans.find(({ end }) => end > offset);
    if (!painted || !span) return hiddenTokens(painting.parts, document, position);
    const isCutOtherwise = painting.differing.some(({ start, end }) => start <= offset && offset < end);
    const notes = [...(await notesOf(document)), ...(isCutOtherwise ? [differenceNote] : [])];
    if (cancel.isCancellationRequested || document.version !== painting.version) return undefined;

    const { tokens } = painted;
    const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
    const facts = {
      encoding: painting.encoding,
      text: document.getText(range),
      ids: [...tokens.ids.subarray(span.first, span.first + span.tokens)],
      bytes: bytesOf(tokens, span),
      position: { at: tokens.tokensBefore + span.first + 1, exact: tokens.exact },
      notes: tokens.exact ? notes : [...notes, longStretchNote],
    };
    const card = tokenCard(facts, say);
    return new Hover(new MarkdownString(card), range);
  },
});

const isOn = (spans: PaintedPart['spans'], offset: number): boolean =>
  spans.length > 0 && spans[0]!.start <= offset && offset < spans.at(-1)!.end;

/** Says why the rest of a long line has no colours. */
function hiddenTokens(parts: readonly PaintedPart[], document: TextDocument, { line }: Position): Hover | undefined {
  const isCut = parts.some(({ part }) => part.isCut && document.positionAt(part.to).line === line);
  return isCut
    ? new Hover(say('Tokens are shown for the beginning of this long line only. Word wrap shows more.'))
    : undefined;
}

const differenceNote = say('The encoding beside this one cuts the underlined text at other places.');

const longStretchNote = say(
  'It is in thousands of characters without a place where tokens surely end, of which only a part is shown: its neighbours may be cut elsewhere.',
);
