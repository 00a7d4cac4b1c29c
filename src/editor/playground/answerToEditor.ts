import { TabInputText, ViewColumn, languages, window, workspace } from 'vscode';
import type { Disposable, Selection, TextEditor } from 'vscode';
import { idOfLanguage } from '../../core/text/languages';
import { offer, sayDone } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/** Takes texts of answers to an editor. They are plain text: nothing in them is read as a snippet. */
export class AnswerToEditor implements Disposable {
  /** The editor that had the cursor before the page did. */
  private last: TextEditor | undefined = window.activeTextEditor;
  private readonly listener = window.onDidChangeActiveTextEditor((editor) => {
    if (editor) this.last = editor;
  });

  dispose(): void {
    this.listener.dispose();
  }

  /** Inserts a text at the cursors, in place of selections, and shows the editor. Undo takes it back. */
  async insert(text: string): Promise<void> {
    const editor = await this.editor();
    if (!editor) {
      const message = say('No file is open to insert the text into.');
      return offer('Information', message, say('Open as File'), () => this.open(text, ''));
    }
    const { selections } = editor;
    const done = await editor.edit((edit) => selections.forEach((selection) => edit.replace(selection, text)));
    if (done) sayDone(say('Inserted at the cursor'));
    else void showMessage('Information', say('The text could not be inserted: this file cannot be edited.'));
  }

  /** Opens a text as a new file that is not on disk yet. `language` is the name of its language in a fence of Markdown. */
  async open(text: string, language: string): Promise<void> {
    const id = idOfLanguage(language.toLowerCase());
    const known = id !== '' && (await languages.getLanguages()).includes(id);
    const document = await workspace.openTextDocument({ content: text, ...(known && { language: id }) });
    await window.showTextDocument(document, this.besideThePage());
  }

  /** Finds the column where texts are open beside the page: the one where the cursor was last, or else another. */
  private besideThePage(): ViewColumn {
    const columns = window.tabGroups.all
      .filter(({ isActive, tabs }) => !isActive && tabs.some(({ input }) => input instanceof TabInputText))
      .map(({ viewColumn }) => viewColumn);
    return columns.find((column) => column === this.last?.viewColumn) ?? columns[0] ?? ViewColumn.Beside;
  }

  /** Shows and focuses the editor that had the cursor last, whether it is visible or behind the page. */
  private async editor(): Promise<TextEditor | undefined> {
    const { last } = this;
    const seen = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
    const editor = last && !last.document.isClosed ? last : seen[0];
    if (!editor) return undefined;
    const places: readonly Selection[] = editor.selections;
    const shown = await window.showTextDocument(editor.document, editor.viewColumn);
    // An editor that was hidden comes back with one cursor.
    if (!seen.includes(editor)) shown.selections = places;
    return shown;
  }
}
