import type { TextDocument, TextEditor, TreeView } from 'vscode';
import { inOrder, termsInText } from '../../../core/glossary/cards/termsInText';
import type { MentionOrder, TextTerm } from '../../../core/glossary/cards/termsInText';
import { host } from '#host';
import { cancelOnAbort } from '../../shared/abort';
import type { ActiveDocument } from '../../shared/activeDocument';
import { isSilent } from '../terms/silence';
import type { DocumentTerms } from '../terms/documentTerms';
import { notebookWithoutCursor } from '../../shared/countedEditor';
import { Follower } from '../../shared/follower';
import type { Logger } from '../../shared/log';
import { say } from '../../shared/words';
import type { PageTermRow, PageTermsTree } from './pageTermsTree';

/** Milliseconds after the last edit: whoever types does not read the list. */
const afterEditMs = 400;

/** A long text takes seconds; for most a message would only flicker. Milliseconds. */
const slowMs = 200;

/** UTF-16 code units. Beyond, nobody reads a list of terms, and finding them takes seconds. */
const maxTextLength = 5_000_000;

interface PageTermsFollowerDeps {
  readonly active: ActiveDocument;
  readonly terms: Pick<DocumentTerms, 'all' | 'rules'>;
  readonly tree: PageTermsTree;
  readonly view: TreeView<PageTermRow>;
  readonly order: () => MentionOrder;
  readonly log: Logger;
}

/** Keeps the list at what is looked at. While the view is not seen it does nothing. */
export class PageTermsFollower {
  private shown: { readonly document: TextDocument; readonly found: readonly TextTerm[] } | undefined;
  private readonly follower: Follower;

  constructor(private readonly deps: PageTermsFollowerDeps) {
    this.follower = new Follower({
      run: (signal) => this.read(signal),
      failed: (error, isNew) => {
        if (isNew) deps.log.error('The terms of a document could not be listed.', error);
        this.showNone(say('The terms could not be listed. The log (Output: AI Field Guide) says why.'));
      },
      later: (ms, run) => host.later(ms, run),
    });
  }

  dispose(): void {
    this.follower.stop();
  }

  /** Call when another editor is active, or when something else decides now. */
  refresh(afterMs = 0): void {
    if (this.deps.view.visible) this.follower.soon(afterMs);
    else this.follower.stop();
  }

  edited(): void {
    this.refresh(afterEditMs);
  }

  sortAgain(): void {
    if (this.shown) this.show(this.shown.document, this.shown.found);
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { active, terms } = this.deps;
    const { editor } = active;
    const why = reasonForNone(editor);
    if (!editor || why !== undefined) return this.showNone(why ?? '');
    const stopSaying = host.later(slowMs, () => this.sayLooking(editor.document, signal));
    try {
      const decisions = await terms.all(editor.document, cancelOnAbort(signal));
      // Whoever cancelled it has asked again.
      if (signal.aborted) return;
      // The text was changed meanwhile, perhaps before its editor was the active one.
      if (!decisions) return this.refresh(afterEditMs);
      this.show(editor.document, termsInText(decisions, terms.rules.choices()));
    } finally {
      stopSaying();
    }
  }

  private show(document: TextDocument, found: readonly TextTerm[]): void {
    this.shown = { document, found };
    const { tree, view, order } = this.deps;
    tree.show(inOrder(found, order()).map((each) => ({ termId: each.term.id, found: each, document: document.uri })));
    view.message = found.length === 0 ? say('No term of the glossary is meant in this text.') : '';
  }

  /** Nothing may stand there meanwhile of the editor before. */
  private sayLooking(document: TextDocument, { aborted }: AbortSignal): void {
    if (aborted || this.shown?.document === document) return;
    this.showNone(say('Looking for terms...'));
  }

  private showNone(message: string): void {
    this.shown = undefined;
    this.deps.tree.show([]);
    this.deps.view.message = message;
  }
}

const ofNoText = (): string => say('Open a text to see which terms of the glossary stand in it.');
const ofNoCell = (): string => say('Enter a cell of the notebook to see which terms of the glossary stand in it.');

/** Why there is no list of an editor. */
function reasonForNone(editor: TextEditor | undefined): string | undefined {
  if (!editor) return notebookWithoutCursor() ? ofNoCell() : ofNoText();
  const { languageId } = editor.document;
  if (isSilent(languageId)) return say('The settings leave "{0}" out of what is explained.', languageId);
  const isLong =
    editor.document.offsetAt(editor.document.lineAt(editor.document.lineCount - 1).range.end) > maxTextLength;
  return isLong ? say('This text is too long to list its terms.') : undefined;
}
