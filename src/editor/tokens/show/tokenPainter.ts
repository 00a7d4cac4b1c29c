import { DecorationRangeBehavior, Disposable, ThemeColor, window } from 'vscode';
import type { Range, TextDocument, TextDocumentChangeEvent, TextEditor } from 'vscode';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { differingRanges } from '../../../core/tokens/shown/differingRanges';
import { colourCount, colourSpans, shiftSpans } from '../../../core/tokens/shown/spanColours';
import type { VisiblePart } from '../../../core/tokens/shown/visibleParts';
import { host } from '#host';
import { tokenColourIds } from '../../shared/contributions';
import { tellWithLog } from '../../shared/log';
import type { Logger } from '../../shared/log';
import type { DocumentCounter } from '../counting/documentCounter';
import { FailureMemory } from '../../shared/follower';
import { paintedParts, partsOf, rangesOf, rangesWithWidth } from './painting';
import type { Painting } from './painting';
import { say } from '../../shared/words';

/** Milliseconds in which events are gathered into one painting: about two frames. */
const gatherMs = 30;

/** The most places of an edit that colours follow. After an edit at more places, the colours start anew. */
const maxReplacements = 50;

/** Returns the encoding whose tokens a document shows, if any. */
type EncodingOf = (document: TextDocument) => Promise<EncodingName | undefined>;

interface Canvas {
  /** Cancels the painting that is scheduled. */
  stop: (() => void) | undefined;
  isPainting: boolean;
  /** Whether something changed while the editor was painted. */
  isDirty: boolean;
  painting: Painting | undefined;
}

/** Keeps the tokens of all visible editors coloured. Does nothing, and holds nothing, while no document shows tokens. */
export class TokenPainter {
  private readonly canvases = new Map<TextEditor, Canvas>();
  private decorations: TokenDecorations | undefined;
  private readonly failures = new FailureMemory();

  constructor(
    private readonly encodingOf: EncodingOf,
    /** The encoding that the tokens of a document are compared with, if any. */
    private readonly otherEncodingOf: (document: TextDocument) => EncodingName | undefined,
    private readonly counter: Pick<DocumentCounter, 'tokens'>,
    private readonly log: Logger,
  ) {}

  dispose(): void {
    for (const { stop } of this.canvases.values()) stop?.();
    this.canvases.clear();
    this.decorations?.dispose();
    this.decorations = undefined;
  }

  /** Returns the painting of a document that is on screen now, or `undefined` while it is being worked out. */
  paintingOf(document: TextDocument): Painting | undefined {
    for (const [editor, { painting }] of this.canvases) {
      if (editor.document === document && painting?.version === document.version) return painting;
    }
    return undefined;
  }

  /** Call when editors come and go, or when what they show changes. */
  refresh(): void {
    const visible = new Set(window.visibleTextEditors);
    for (const [editor, canvas] of this.canvases) {
      if (!visible.has(editor)) this.forget(editor, canvas);
    }
    for (const editor of visible) this.schedule(editor, 0);
  }

  /** Call when an editor is scrolled. */
  scrolled(editor: TextEditor): void {
    if (this.canvases.has(editor)) this.schedule(editor, gatherMs);
  }

  /** Call when a document changes: colours stay with the text that they are on. */
  edited({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    for (const [editor, { painting }] of this.canvases) {
      if (editor.document !== document) continue;
      if (painting) {
        const isFollowed = contentChanges.length <= maxReplacements;
        painting.coloured = isFollowed ? contentChanges.reduce(shiftSpans, painting.coloured) : [];
      }
      this.schedule(editor, gatherMs);
    }
  }

  private schedule(editor: TextEditor, delay: number): void {
    const canvas = this.canvases.get(editor) ?? {
      stop: undefined,
      isPainting: false,
      isDirty: false,
      painting: undefined,
    };
    this.canvases.set(editor, canvas);
    if (canvas.isPainting) canvas.isDirty = true;
    else canvas.stop ??= host.later(delay, () => void this.run(editor, canvas));
  }

  private forget(editor: TextEditor, canvas: Canvas): void {
    canvas.stop?.();
    this.canvases.delete(editor);
    if (this.canvases.size > 0) return;
    this.decorations?.dispose();
    this.decorations = undefined;
  }

  private async run(editor: TextEditor, canvas: Canvas): Promise<void> {
    canvas.stop = undefined;
    canvas.isPainting = true;
    try {
      await this.paint(editor, canvas);
      this.failures.forget();
    } catch (error) {
      this.fail(error);
    } finally {
      canvas.isPainting = false;
    }
    if (!canvas.isDirty || this.canvases.get(editor) !== canvas) return;
    canvas.isDirty = false;
    this.schedule(editor, gatherMs);
  }

  private async paint(editor: TextEditor, canvas: Canvas): Promise<void> {
    const { document } = editor;
    const isGone = () => this.canvases.get(editor) !== canvas;
    const encoding = await this.encodingOf(document);
    if (isGone()) return;
    if (encoding === undefined) {
      if (canvas.painting) this.decorations?.clear(editor);
      this.forget(editor, canvas);
      return;
    }
    const { version } = document;
    const parts = partsOf(editor);
    const { painting } = canvas;
    const isPainted = painting?.version === version && painting.encoding === encoding;
    if (isPainted && isEnough(painting, editor, parts)) return;

    const ranges = parts.map(({ from, to }) => ({ start: from, end: to }));
    const other = this.otherEncodingOf(document);
    const [tokens, otherTokens] = await Promise.all([
      this.counter.tokens(document, ranges, encoding),
      other && this.counter.tokens(document, ranges, other),
    ]);
    // Tokens of an older text would be on the wrong characters. The edit has already scheduled the next painting.
    if (!tokens || isGone() || document.version !== version) return;
    const painted = paintedParts(parts, tokens);
    const otherParts = paintedParts(parts, otherTokens ?? []);
    const differing = painted.flatMap(({ spans }, at) => differingRanges(spans, otherParts[at]?.spans ?? []));
    const before = painting?.encoding === encoding ? painting.coloured : [];
    const coloured = colourSpans(
      painted.flatMap(({ spans }) => spans),
      before,
    );
    canvas.painting = { encoding, version, parts: painted, coloured, differing };
    this.decorations ??= new TokenDecorations();
    const byColour = rangesOf(document, coloured);
    const underlined = rangesWithWidth(document, differing);
    // Drawing gets a turn of its own, as it takes milliseconds together with the work above when a screen is full.
    await host.nextTurn();
    if (!isGone() && document.version === version) this.decorations.draw(editor, byColour, underlined);
  }

  /** Reports a failure once, and not with every scrolled line. */
  private fail(error: unknown): void {
    if (!this.failures.isNew(error)) return;
    this.log.error('Showing tokens failed.', error);
    const message = say('The tokens could not be shown. The next edit or scroll tries again; the log says why.');
    void tellWithLog(this.log, message);
  }
}

/** Whether everything on screen has its colours already, from the margin around an earlier view. */
function isEnough(painting: Painting, { document, visibleRanges }: TextEditor, parts: readonly VisiblePart[]): boolean {
  const painted = painting.parts.map(({ part }) => part);
  const isSame = (part: VisiblePart, index: number) =>
    part.from === painted[index]?.from && part.to === painted[index].to;
  if (parts.length === painted.length && parts.every(isSame)) return true;
  const [only] = painted;
  if (!only || painted.length > 1 || only.isCut) return false;
  return visibleRanges.every(
    ({ start, end }) => document.offsetAt(start) >= only.from && document.offsetAt(end) <= only.to,
  );
}

/** The five kinds of box around tokens, and the line under text that the other side of a comparison cuts differently. */
class TokenDecorations {
  private readonly difference = window.createTextEditorDecorationType({
    borderStyle: 'solid',
    borderWidth: '0 0 2px 0',
    borderColor: new ThemeColor('editorInfo.foreground'),
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });

  private readonly boxes = Array.from({ length: colourCount }, (_, colour) =>
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(tokenColourIds.background(colour)),
      // Only the high-contrast defaults have a border, as they have no background.
      border: '1px solid',
      borderColor: new ThemeColor(tokenColourIds.border(colour)),
      borderRadius: '3px',
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    }),
  );

  /** Draws all colours in one turn, so that VS Code draws them in one frame. On a long line each frame is expensive. */
  draw(editor: TextEditor, byColour: readonly (readonly Range[])[], differing: readonly Range[]): void {
    for (const [colour, type] of this.boxes.entries()) editor.setDecorations(type, byColour[colour] ?? []);
    editor.setDecorations(this.difference, differing);
  }

  clear(editor: TextEditor): void {
    for (const type of [...this.boxes, this.difference]) editor.setDecorations(type, []);
  }

  /** Takes the colours off every editor. */
  dispose(): void {
    Disposable.from(...this.boxes, this.difference).dispose();
  }
}
