import { Range, WorkspaceEdit, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { ownId } from '../../../core/code/ids/config/idConfig';
import type { FoundId } from '../../../core/code/ids/findIds';
import { canBecome } from '../../../core/catalog/names/spelling';
import { withCancel } from '../../shared/abort';
import type { CheckResults } from '../../shared/checkResults';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import type { IdProblem } from './judgedIds';
import { scanWorkspace } from './scanWorkspace';
import type { IdScanDeps } from './scanWorkspace';

interface ReplaceDeps extends IdScanDeps {
  readonly judge: (uri: Uri, found: readonly FoundId[]) => Promise<IdProblem[]>;
  readonly shown: Pick<CheckResults<FoundId, IdProblem>, 'of'>;
}

/**
 * Looks for an id in all files of the workspace, and shows the replacements in VS Code's preview of a refactoring.
 * Ignored ids stay, as do ids at hosts where the successor has another id. Any caller may pass any value.
 */
export async function replaceEverywhere(id: unknown, successor: unknown, deps: ReplaceDeps): Promise<void> {
  if (typeof id !== 'string' || typeof successor !== 'string') return;
  const title = say('Looking for {0} in the workspace', id);
  const edit = await withCancel(title, (signal) => editFor(id, successor, deps, signal));
  if (!edit) return;
  if (edit.size === 0) {
    const message = say('Nothing else in the workspace calls {0}.', id);
    void showMessage('Information', message);
    return;
  }
  const applied = workspace.applyEdit(edit, { isRefactoring: true });
  // The preview begins with nothing ticked, and Apply does nothing then.
  window.setStatusBarMessage(say('In Refactor Preview, tick what to replace, then choose Apply.'), applied);
  await applied;
}

async function editFor(id: string, successor: string, deps: ReplaceDeps, signal: AbortSignal): Promise<WorkspaceEdit> {
  const files: { uri: Uri; found: readonly FoundId[] }[] = [];
  await scanWorkspace(deps, signal, {
    onScanned: (uri, found) => {
      const same = found.filter(({ written, named }) => ownId(written, named).toLowerCase() === id.toLowerCase());
      if (same.length > 0) files.push({ uri, found: same });
    },
    // A file that cannot be read cannot be written either.
    onUnread: () => undefined,
  });
  const edit = new WorkspaceEdit();
  const label = say('Replace {0} with {1}', id, successor);
  const add = (uri: Uri, problems: readonly IdProblem[]): void => {
    for (const { found, judgement } of problems) {
      const { named, line, column, written } = found;
      if (!named || found.use === 'list' || ownId(written, named).toLowerCase() !== id.toLowerCase()) continue;
      if (judgement.successor?.id !== successor || !canBecome(named.spelling, successor)) continue;
      const { start, end } = named.spelling;
      const length = found.end - found.start;
      // Where the JSON of a notebook escapes characters, the whole id is written anew: `openai\\/gpt-4`.
      const isEscaped = length !== written.length;
      const range = new Range(line, column + (isEscaped ? 0 : start), line, column + (isEscaped ? length : end));
      const text = isEscaped ? `${written.slice(0, start)}${successor}${written.slice(end)}` : successor;
      edit.replace(uri, range, text, { needsConfirmation: true, label });
    }
  };
  for (const { uri, found } of files) {
    const notebook = workspace.notebookDocuments.find((each) => each.uri.toString() === uri.toString());
    // In an open notebook, its cells are changed and not the text of its file.
    if (!notebook) add(uri, await deps.judge(uri, found));
    else for (const { document } of notebook.getCells()) add(document.uri, deps.shown.of(document));
  }
  return edit;
}
