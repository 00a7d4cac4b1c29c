import { Position, WorkspaceEdit, workspace } from 'vscode';
import type { CancellationToken, CodeAction, Diagnostic, TextDocument } from 'vscode';
import type { DocumentRegions } from '../../shared/documentRegions';
import { commandOf } from '../../shared/commands';
import { say } from '../../shared/words';
import { ignoreCommentAbove } from '../ignoreComment';
import { fileOf } from '../../files/fileOf';
import { quickFix } from './quickFix';

/** What is to be silenced. */
interface Ignorable {
  readonly diagnostic: Diagnostic;
  /** As a comment names it. */
  readonly name: string;
  /** Parameters are none, and a config ignores ids alone. */
  readonly isId: boolean;
}

/** Problems of a selection whose ignoring is offered: a list of more is of no use. */
const maxIgnored = 10;

/** Saying nothing of problems any more: here, by a comment above their line, or in the workspace, by its config. */
export async function ignoreActions(
  document: TextDocument,
  problems: readonly Ignorable[],
  regions: Pick<DocumentRegions, 'readTo'>,
  cancel: CancellationToken,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const { diagnostic, name, isId } of problems.slice(0, maxIgnored)) {
    const { line } = diagnostic.range.start;
    const { version } = document;
    const ready = await regions.readTo(document, line, cancel);
    // Their places are others by now.
    if (!ready || document.version !== version) return [];
    const comment = ignoreCommentAbove(document, ready, line, name);
    if (comment !== undefined) {
      const action = quickFix(say('Ignore {0} here', name), [diagnostic]);
      action.edit = new WorkspaceEdit();
      action.edit.insert(document.uri, new Position(line, 0), `${comment}\n`);
      actions.push(action);
    }
    if (isId && workspace.getWorkspaceFolder(fileOf(document.uri))) {
      const title = say('Ignore {0} in this workspace', name);
      const action = quickFix(title, [diagnostic]);
      action.command = commandOf('models.ignoreId', title, name, document.uri);
      actions.push(action);
    }
  }
  return actions;
}
