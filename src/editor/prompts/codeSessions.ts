import { Range, TabInputText, Uri, ViewColumn, WorkspaceEdit, commands, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { codeChanges, originOf } from '../../core/playground/codeChanges';
import type { NotChanged } from '../../core/playground/codeChanges';
import { codeSession } from '../../core/playground/import/codePrompt';
import { wantedTexts } from '../../core/playground/writtenSession';
import { nameOf } from '../files/paths';
import type { Playground } from '../playground/playground';
import { contextKey } from '../shared/contributions';
import { sayDone } from '../shared/feedback';
import { showMessage } from '../shared/messages';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import type { CodeLinks } from './codeLinks';
import { codePromptsOf } from './codePromptsOf';
import { rangeOf } from '../shared/ranges';

type Tab = Pick<Playground, 'openPrompt' | 'written'>;

/** Opens prompts of code in the playground, and writes the changes made there back into their strings. */
export class CodeSessions {
  constructor(
    private readonly shared: Pick<Shared, 'regions'>,
    private readonly tab: Tab,
    private readonly links: CodeLinks,
  ) {}

  /** Opens the prompt of the call that begins at an offset of a document. Sends nothing. */
  async open(address: string, offset: number): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(address, true));
    const prompts = await codePromptsOf(document, this.shared);
    const prompt = prompts?.find(({ call }) => call.start === offset);
    if (!prompt) return void showMessage('Information', say('The code was changed meanwhile. Try again.'));
    const made = codeSession(prompt);
    const origin = originOf(document.getText(), offset, made);
    const { request } = made;
    const name = nameOf(document.uri);
    const from = say('Opened from {0}. Write Prompt to Code, in the title bar, brings your changes there.', name);
    const session = await this.tab.openPrompt({ ...request, notes: [() => from, ...request.notes] });
    if (session === undefined) return;
    await this.links.keep({ session, file: address, origin });
    showWhetherFromCode(true);
  }

  /** Writes the texts of the shown session into the code that it was opened from. Undo takes that back. */
  async write(): Promise<void> {
    const session = await this.tab.written();
    const link = this.links.of(session.id);
    if (!link) return void showMessage('Information', say('This session was not opened from code.'));
    const document = await opened(link.file);
    if (!document) return void showMessage('Warning', say('The file of this prompt cannot be opened.'));
    const { version } = document;
    const source = document.getText();
    const prompts = (await codePromptsOf(document, this.shared)) ?? [];
    const origins = link.origin.texts;
    const found = codeChanges(source, prompts, link.origin, (texts) => wantedTexts(session, origins, texts));
    if ('why' in found) return void showMessage('Warning', whyNot(found, nameOf(document.uri)));
    const [first] = found.edits;
    if (!first) return sayDone(say('The code says that already.'));
    const edit = new WorkspaceEdit();
    for (const { start, end, text } of found.edits) {
      edit.replace(document.uri, rangeOf(document, { start, end }), text);
    }
    if (document.version !== version || !(await workspace.applyEdit(edit)))
      return void showMessage('Warning', say('The code was changed meanwhile. Try again.'));
    await this.shown(document, first.start);
    await this.links.keep({ ...link, origin: found.origin });
    sayDone(say('Written into {0}', nameOf(document.uri)));
  }

  private async shown(document: TextDocument, offset: number): Promise<void> {
    const place = document.positionAt(offset);
    const file = document.uri.toString();
    const tab = window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof TabInputText && input.uri.toString() === file);
    const viewColumn = tab?.group.viewColumn ?? ViewColumn.Beside;
    await window.showTextDocument(document, { viewColumn, selection: new Range(place, place) });
  }
}

/** Shows the button in the title bar of the playground only for a session that was opened from code. */
export const showWhetherFromCode = (isFromCode: boolean): void =>
  void commands.executeCommand('setContext', contextKey('prompts.fromCode'), isFromCode);

async function opened(file: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(file, true));
  } catch {
    // The file was moved or deleted. VS Code gives no further reason.
    return undefined;
  }
}

function whyNot(not: NotChanged, file: string): string {
  if (not.why === 'unknown') return say('Not written: the code has no value for {0}.', not.names.join(', '));
  switch (not.why) {
    case 'changed':
      return say('Not written: this prompt was changed in {0}.', file);
    case 'sent':
      return say('Not written: the message was sent with its values.');
    case 'answered':
      return say('Not written: a model answered in the place of an example.');
    case 'missing':
      return say('Not written: a message of the code is missing here.');
    case 'values':
      return say('Not written: a variable of the code is missing.');
    case 'no-holes':
      return say('Not written: a variable is where its string has none.');
    case 'no-string':
      return say('Not written: no string is at that place of the code.');
    case 'hidden':
      return say('Not written: a brace hides a variable in this text.');
    case 'unwritable':
      return say('Not written: this kind of string cannot say that.');
  }
}
