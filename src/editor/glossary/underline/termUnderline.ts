import { CancellationTokenSource, DecorationRangeBehavior, Disposable, ThemeColor, window } from 'vscode';
import type { CancellationToken, TextDocument, TextEditor, TextEditorDecorationType } from 'vscode';
import { isShown } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { firstInSections, headingStarts, sectionsBy } from '../../../core/glossary/cards/termsInText';
import type { Regions } from '../../../core/text/regions/regions';
import { host } from '#host';
import type { DocumentTerms } from '../terms/documentTerms';
import { isSilent } from '../terms/silence';
import type { ActiveDocument } from '../../shared/activeDocument';
import { FailureMemory } from '../../shared/follower';
import { termUnderlineColour } from '../../shared/contributions';
import { pace } from '../../shared/pace';
import { onSettings, whileOn } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import { rangeOf } from '../../shared/ranges';

/** Milliseconds in which scrolls are gathered, and in which an edit waits before it is looked at. */
const [afterScrollMs, afterEditMs] = [50, 400];

interface UnderlineDeps extends Pick<Shared, 'regions' | 'log'> {
  readonly active: ActiveDocument;
  readonly terms: Pick<DocumentTerms, 'all' | 'rules'>;
}

/** Draws a dotted line under the first mention of each term in a section, while the setting is on. */
export const registerTermUnderline = (
  { regions, log }: Shared,
  active: ActiveDocument,
  terms: UnderlineDeps['terms'],
): Disposable => whileOn('glossary.underline', () => new UnderlinePainter({ regions, log, active, terms }));

/** Underlines the terms that are on screen. */
class UnderlinePainter {
  private readonly dots: TextEditorDecorationType = window.createTextEditorDecorationType({
    // A border, as the colour of a text decoration cannot be one of the theme.
    borderStyle: 'dotted',
    borderWidth: '0 0 1px 0',
    borderColor: new ThemeColor(termUnderlineColour),
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  private readonly waiting = new Map<TextEditor, () => void>();
  private readonly cancel = new CancellationTokenSource();
  private cached = new WeakMap<TextDocument, { version: number; found: readonly TermDecision[] }>();
  private readonly failures = new FailureMemory();
  private readonly listeners: Disposable;

  constructor(private readonly deps: UnderlineDeps) {
    const { active, terms } = deps;
    const refresh = (): void => this.refresh();
    this.listeners = Disposable.from(
      onSettings(['glossary.languages'], refresh),
      active.onDidChangeSeen(refresh),
      active.onDidScroll((editor) => this.schedule(editor, afterScrollMs)),
      active.onDidEdit(({ document }) => this.edited(document)),
      terms.rules.onDidChange(refresh),
    );
    this.refresh();
  }

  /** Takes the dots off every editor. */
  dispose(): void {
    this.listeners.dispose();
    for (const stop of this.waiting.values()) stop();
    this.cancel.cancel();
    this.cancel.dispose();
    this.dots.dispose();
  }

  /** Paints all visible editors anew, as other editors are visible, or the rules have changed. */
  private refresh(): void {
    this.cached = new WeakMap();
    for (const editor of window.visibleTextEditors) this.schedule(editor, 0);
  }

  private edited(document: TextDocument): void {
    for (const editor of window.visibleTextEditors)
      if (editor.document === document) this.schedule(editor, afterEditMs);
  }

  private schedule(editor: TextEditor, afterMs: number): void {
    this.waiting.get(editor)?.();
    const stop = host.later(afterMs, () => {
      this.waiting.delete(editor);
      void this.paint(editor);
    });
    this.waiting.set(editor, stop);
  }

  private async paint(editor: TextEditor): Promise<void> {
    try {
      const found = isSilent(editor.document.languageId) ? [] : await this.underlined(editor.document);
      if (!found || this.cancel.token.isCancellationRequested) return;
      const { document, visibleRanges } = editor;
      const parts = visibleRanges.map(({ start, end }) => ({
        from: document.offsetAt(start),
        to: document.offsetAt(end),
      }));
      const seen = found.filter(({ start, end }) => parts.some(({ from, to }) => end > from && start < to));
      editor.setDecorations(
        this.dots,
        seen.map((each) => rangeOf(document, each)),
      );
      this.failures.forget();
    } catch (error) {
      if (this.failures.isNew(error)) this.deps.log.error('The terms of an editor could not be underlined.', error);
    }
  }

  /** Finds the mentions to underline; undefined where the document was changed meanwhile: it is painted after its edit. */
  private async underlined(document: TextDocument): Promise<readonly TermDecision[] | undefined> {
    const { version } = document;
    const cached = this.cached.get(document);
    if (cached?.version === version) return cached.found;
    const found = await underlinedIn(document, this.deps, this.cancel.token);
    if (!found || document.version !== version) return undefined;
    this.cached.set(document, { version, found });
    return found;
  }
}

/** Lines looked at before other work gets a turn. */
const linesAtOnce = 500;

/**
 * Finds the mentions to underline in a document: the first of each shown term in a section, in prose or a comment. A
 * section is the text below a heading of Markdown, a block of comments, or the file. Undefined where the document was
 * changed meanwhile, or the work was cancelled.
 */
async function underlinedIn(
  document: TextDocument,
  { terms, regions }: UnderlineDeps,
  cancel: CancellationToken,
): Promise<TermDecision[] | undefined> {
  const all = await terms.all(document, cancel);
  if (!all) return undefined;
  const choices = terms.rules.choices();
  const shown = all.filter((each) => isShown(each, choices) && (each.kind === 'prose' || each.kind === 'comment'));
  if (document.languageId === 'markdown') {
    const sectionOf = sectionsBy(headingStarts(document.getText()));
    return firstInSections(shown, ({ start }) => sectionOf(start));
  }
  const blocks = await commentBlocks(document, shown, regions, cancel);
  return blocks && firstInSections(shown, (each) => blocks.get(each) ?? 0);
}

/**
 * Numbers the block that each comment belongs to. A line with code ends a block. Mentions outside of comments have no
 * number.
 */
async function commentBlocks(
  document: TextDocument,
  shown: readonly TermDecision[],
  regions: UnderlineDeps['regions'],
  cancel: CancellationToken,
): Promise<ReadonlyMap<TermDecision, number> | undefined> {
  const { version } = document;
  const blocks = new Map<TermDecision, number>();
  const breathe = pace();
  let [block, line] = [1, 0];
  for (const decision of shown) {
    if (decision.kind !== 'comment') continue;
    const last = document.positionAt(decision.start).line;
    while (line < last) {
      // The regions are valid only until the next turn of the event loop.
      const read = await regions.readTo(document, last, cancel);
      if (!read || document.version !== version) return undefined;
      const end = Math.min(last, line + linesAtOnce);
      for (let at = line + 1; at <= end; at++) {
        if (!hasCode(document, read, at)) continue;
        block++;
        line = last;
        break;
      }
      line = Math.max(line, end);
      await breathe();
    }
    blocks.set(decision, block);
  }
  return blocks;
}

function hasCode(document: TextDocument, regions: Regions, line: number): boolean {
  const { text } = document.lineAt(line);
  return regions
    .between(line, 0, text.length)
    .some(({ kind, from, to }) => (kind === 'code' || kind === 'string') && /[\p{L}\p{N}]/u.test(text.slice(from, to)));
}
