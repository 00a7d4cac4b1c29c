import { CancellationTokenSource, DecorationRangeBehavior, Disposable, ThemeColor, window } from 'vscode';
import type { TextDocument, TextEditor, TextEditorDecorationType } from 'vscode';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { host } from '#host';
import { isSilent } from '../terms/silence';
import { rangeOf } from '../terms/wordsInDocument';
import type { ActiveDocument } from '../../shared/activeDocument';
import { FailureMemory } from '../../shared/failureMemory';
import { termUnderlineColour } from '../../shared/contributions';
import type { Logger } from '../../shared/log';
import { onSettings, whileOn } from '../../shared/settings';
import { underlinedIn } from './underlined';
import type { UnderlinedDeps } from './underlined';

/** Milliseconds in which scrolls are gathered, and after which an edit is looked at. */
const [afterScrollMs, afterEditMs] = [50, 400];

type UnderlineDeps = UnderlinedDeps & { readonly active: ActiveDocument; readonly log: Logger };

/** A line of dots under the first mention of each term in a section, while the setting wants it. */
export const registerTermUnderline = (deps: UnderlineDeps): Disposable =>
  whileOn('glossary.underline', () => new UnderlinePainter(deps));

/** Underlines what is on screen. */
class UnderlinePainter {
  private readonly dots: TextEditorDecorationType = window.createTextEditorDecorationType({
    // A border, for the colour of a text decoration cannot be one of the theme.
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

  /** Other editors are seen, or something else decides now. */
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

  /** Undefined: the document was changed meanwhile, and is painted after its edit. */
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
