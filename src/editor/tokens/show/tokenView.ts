import { Disposable, Range, TextEditorRevealType, commands, languages, window, Hover, MarkdownString } from 'vscode';
import type { Position, TextDocument, TextEditor, HoverProvider } from 'vscode';
import type { ActiveDocument } from '../../shared/activeDocument';
import { comparisonScheme, contextKey } from '../../shared/contributions';
import { onSettings } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import type { DocumentCounter } from '../counting/documentCounter';
import { pairOf } from './comparisons';
import type { Comparisons } from './comparisons';
import { TokenPainter } from './tokenPainter';
import type { Model, Tokenizer } from '../../../core/catalog/catalogTable';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { sayDone } from '../../shared/feedback';
import { say } from '../../shared/words';
import type { Tables } from '../../../core/tables';
import { activeModel } from '../../shared/activeModel';
import { isPanelText } from '../../shared/countedEditor';
import { bytesOf } from '../../../core/tokens/shown/drawnSpans';
import { estimateNote, tokenCardText } from '../../../core/tokens/shown/tokenCardText';
import type { PaintedPart } from './painting';
import { rangeOf } from '../../shared/ranges';

export interface TokenViewDeps extends Pick<Shared, 'guide' | 'stepDone' | 'log'> {
  readonly active: ActiveDocument;
  readonly counter: DocumentCounter;
}

/** The colours and hovers of tokens, in every editor or in comparisons alone. Holds neither while no editor shows tokens. */
export class TokenView {
  private readonly encodings: ShownEncodings;
  private readonly painter: TokenPainter;
  private readonly listeners: Disposable;
  private hover: Disposable | undefined;

  constructor(
    private readonly deps: TokenViewDeps,
    comparisons: Comparisons,
  ) {
    const { guide, counter, active, log } = deps;
    this.encodings = new ShownEncodings(guide, comparisons);
    const otherEncodingOf = ({ uri }: TextDocument) => comparisons.otherSideOf(uri)?.encoding;
    this.painter = new TokenPainter(this.encodings.of, otherEncodingOf, counter, log);
    this.listeners = Disposable.from(
      scrollComparisonsTogether(active),
      active.onDidChangeSeen(() => this.update()),
      active.onDidScroll((editor) => this.painter.scrolled(editor)),
      active.onDidEdit((edit) => this.painter.edited(edit)),
      onSettings(['tokens.model'], () => {
        this.update();
        void this.encodings.tellEstimate();
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.clear();
  }

  get isShown(): boolean {
    return this.encodings.isShown;
  }

  async setShown(shown: boolean): Promise<void> {
    this.encodings.isShown = shown;
    this.update();
    if (shown) this.deps.stepDone('tokensSeen');
    await commands.executeCommand('setContext', contextKey('tokens.shown'), shown);
    await this.encodings.tellEstimate();
  }

  private update(): void {
    const isComparing = window.visibleTextEditors.some(({ document }) => document.uri.scheme === comparisonScheme);
    if (!this.encodings.isShown && !isComparing) {
      this.clear();
      return;
    }
    this.hover ??= languages.registerHoverProvider('*', tokenHover(this.painter, this.encodings.notesOf));
    this.painter.refresh();
  }

  private clear(): void {
    this.hover?.dispose();
    this.hover = undefined;
    this.painter.dispose();
  }
}

/** Keeps the two texts of a comparison at the same row. */
function scrollComparisonsTogether(active: ActiveDocument): { dispose(): void } {
  /**
   * The position that each editor was scrolled to. If an editor then reports it, that is an echo, and the user did not scroll.
   */
  const sentTo = new WeakMap<TextEditor, Position>();
  return active.onDidScroll((textEditor) => {
    const top = textEditor.visibleRanges[0]?.start;
    if (textEditor.document.uri.scheme !== comparisonScheme || !top) return;
    const isEcho = sentTo.get(textEditor)?.isEqual(top);
    sentTo.delete(textEditor);
    if (isEcho) return;
    const other = window.visibleTextEditors.find((editor) => editor !== textEditor && isPair(editor, textEditor));
    if (!other || other.visibleRanges[0]?.start.isEqual(top)) return;
    sentTo.set(other, top);
    other.revealRange(new Range(top, top), TextEditorRevealType.AtTop);
  });
}

const isPair = ({ document: { uri } }: TextEditor, { document }: TextEditor): boolean =>
  uri.scheme === comparisonScheme && pairOf(uri) === pairOf(document.uri);

/** The encoding that is shown for a model that the catalog does not know. */
const usualEncoding: EncodingName = 'o200k_base';

/** Decides whose tokens a document shows: those of its own encoding in a comparison, else those of the chosen model. */
class ShownEncodings {
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

  /** Returns a note that the model's own tokens may differ, if its count is an estimate. */
  readonly notesOf = async (document: TextDocument): Promise<readonly string[]> => {
    const isCompared = document.uri.scheme === comparisonScheme;
    const model = isCompared ? this.comparisons.sideOf(document.uri)?.model : (await this.modelAndTokenizer())?.model;
    if (!model) return [];
    const note = estimateNote(model, (await this.tables.catalog()).tokenizerOf(model), say);
    return note === undefined ? [] : [note];
  };

  /** Tells the user, once for every model, that the shown tokens are not the model's own. */
  async tellEstimate(): Promise<void> {
    const found = await this.modelAndTokenizer();
    if (!this.isShown || !found || this.told.has(found.model.id)) return;
    const { model, tokenizer } = found;
    if (!tokenizer.estimate) return;
    this.told.add(model.id);
    sayDone(say('These are tokens of {0}, not of {1}. Hover over one to see why.', tokenizer.encoding, model.name));
  }

  private async modelAndTokenizer(): Promise<{ model: Model; tokenizer: Tokenizer } | undefined> {
    const catalog = await this.tables.catalog();
    const model = activeModel(catalog);
    return 'unknownId' in model ? undefined : { model, tokenizer: catalog.tokenizerOf(model) };
  }
}

/**
 * Describes the token under the mouse pointer, where tokens are shown.
 * @param notesOf returns further notes on the tokens of a document, as plain text.
 */
const tokenHover = (
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
    const range = rangeOf(document, span);
    const facts = {
      encoding: painting.encoding,
      text: document.getText(range),
      ids: [...tokens.ids.subarray(span.first, span.first + span.tokens)],
      bytes: bytesOf(tokens, span),
      position: { at: tokens.tokensBefore + span.first + 1, exact: tokens.exact },
      notes: tokens.exact ? notes : [...notes, longStretchNote],
    };
    const card = tokenCardText(facts, say);
    return new Hover(new MarkdownString(card), range);
  },
});

const isOn = (spans: PaintedPart['spans'], offset: number): boolean =>
  spans.length > 0 && spans[0]!.start <= offset && offset < spans.at(-1)!.end;

/** Says why the rest of a long line has no colours. */
function hiddenTokens(parts: readonly PaintedPart[], document: TextDocument, { line }: Position): Hover | undefined {
  const isCut = parts.some(({ part }) => part.isCut && document.positionAt(part.to).line === line);
  return isCut
    ? new Hover(say('Only the beginning of this long line shows tokens. Turn on word wrap to see more.'))
    : undefined;
}

const differenceNote = say('The other encoding splits the underlined text differently.');

const longStretchNote = say(
  'It is part of a very long text without a certain token boundary. Only some of that text was read, so the tokens around it may be split differently.',
);
