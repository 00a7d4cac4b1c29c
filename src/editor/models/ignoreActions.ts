import { Position, WorkspaceEdit, workspace } from 'vscode';
import type { CancellationToken, CodeAction, Diagnostic, TextDocument } from 'vscode';
import { commentLineAbove } from '../../core/code/ids/commentLine';
import { ignoreMark } from '../../core/code/ids/ignoreComments';
import type { Regions } from '../../core/text/regions/regions';
import { fileOf } from '../files/editorFiles';
import { commandOf } from '../shared/commands';
import { quickFix } from '../shared/diagnostics';
import type { DocumentRegions } from '../shared/documentRegions';
import { say } from '../shared/words';

/** A problem that can be ignored. */
interface Ignorable {
  readonly diagnostic: Diagnostic;
  readonly name: string;
  /** `false` for a comment without a name, which silences every problem of the line. */
  readonly isNamed?: false;
  /** Whether the problem is about an id. Parameters and words are not ids, and a config can ignore ids alone. */
  readonly isId: boolean;
}

/** Problems of a selection for which ignoring is offered. A longer list would be of no use. */
const maxIgnored = 10;

/** Offers ways to ignore problems: here, by a comment above their line, or in the workspace, by its config. */
export async function ignoreActions(
  document: TextDocument,
  problems: readonly Ignorable[],
  regions: Pick<DocumentRegions, 'readTo'>,
  cancel: CancellationToken,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const { diagnostic, name, isNamed = true, isId } of problems.slice(0, maxIgnored)) {
    const { line } = diagnostic.range.start;
    const { version } = document;
    const ready = await regions.readTo(document, line, cancel);
    // The places of the problems have moved by now.
    if (!ready || document.version !== version) return [];
    const comment = commentAbove(document, ready, line, isNamed ? `${ignoreMark} ${name}` : ignoreMark);
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

/**
 * Makes the comment with these words above a line. Undefined where no comment can stand. `regions` have been read up to
 * the line.
 */
function commentAbove(document: TextDocument, regions: Regions, line: number, words: string): string | undefined {
  const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  // A line that names the interpreter of a script has to stay the first.
  if (line === 0 && text.startsWith('#!')) return undefined;
  const indent = text.slice(0, firstNonWhitespaceCharacterIndex);
  const above = line === 0 ? '' : document.lineAt(line - 1).text;
  return commentLineAbove(regions, line, { language: document.languageId, above, indent }, words);
}
