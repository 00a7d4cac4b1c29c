import { CancellationTokenSource, DecorationRangeBehavior, Disposable, ThemeColor, window, workspace } from 'vscode';
import type { TextDocument, TextEditor, TextEditorDecorationType } from 'vscode';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { host } from '#host';
import { isSilent } from '../terms/silence';
import { rangeOf } from '../terms/wordsInDocument';
import type { ActiveDocument } from '../../shared/activeDocument';
import { FailureMemory } from '../../shared/failureMemory';
import { termUnderlineColour } from '../../shared/contributions';
import { settingId } from '../../shared/settingsTable';
import type { Logger } from '../../shared/log';
import { readSetting } from '../../shared/settings';
import { underlinedIn } from './underlined';
import type { UnderlinedDeps } from './underlined';

/** Milliseconds in which scrolls are gathered, and after which an edit is looked at. */
const [afterScrollMs, afterEditMs] = [50, 400];

type UnderlineDeps = UnderlinedDeps & { readonly active: ActiveDocument; readonly log: Logger };

/** A line of dots under the first mention of each term in a section, while the setting wants it. */
export function registerTermUnderline(deps: UnderlineDeps): Disposable {
  let painter: UnderlinePainter | undefined;
  const follow = (): void => {
    if (readSetting('glossary.underline') === (painter !== undefined)) return painter?.refresh();
    painter?.dispose();
    painter = painter ? undefined : new UnderlinePainter(deps);
    painter?.refresh();
  };
  follow();
  const { active } = deps;
  const { onDidChange } = deps.terms.rules;
  return Disposable.from(
    workspace.onDidChangeConfiguration((change) => {
      if (
        [settingId('glossary.underline'), settingId('glossary.languages')].some((id) => change.affectsConfiguration(id))
      )
        follow();
    }),
    active.onDidChangeSeen(() => painter?.refresh()),
    active.onDidScroll((editor) => painter?.schedule(editor, afterScrollMs)),
    active.onDidEdit(({ document }) => painter?.edited(document)),
    ...(onDidChange ? [onDidChange(() => painter?.refresh())] : []),
    new Disposable(() => painter?.dispose()),
  );
}

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
  private kept = new WeakMap<TextDocument, { version: number; found: readonly TermDecision[] }>();
  private readonly failures = new FailureMemory();

  constructor(private readonly deps: UnderlineDeps) {}

  /** Takes the dots off every editor. */
  dispose(): void {
    for (const stop of this.waiting.values()) stop();
    this.cancel.cancel();
    this.cancel.dispose();
    this.dots.dispose();
  }

  /** Call when other editors are seen, or when something else decides now. */
  refresh(): void {
    this.kept = new WeakMap();
    for (const editor of window.visibleTextEditors) this.schedule(editor, 0);
  }

  edited(document: TextDocument): void {
    for (const editor of window.visibleTextEditors)
      if (editor.document === document) this.schedule(editor, afterEditMs);
  }

  schedule(editor: TextEditor, afterMs: number): void {
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
    const kept = this.kept.get(document);
    if (kept?.version === version) return kept.found;
    const found = await underlinedIn(document, this.deps, this.cancel.token);
    if (!found || document.version !== version) return undefined;
    this.kept.set(document, { version, found });
    return found;
  }
}
