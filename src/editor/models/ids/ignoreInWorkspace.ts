import { Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { textDifference } from '../../../core/text/textDifference';
import { configFileName } from '../../../core/code/ids/config/idConfig';
import { files } from '../../files/files';
import { childOf } from '../../files/paths';
import type { FileWorker } from '../../files/fileWorker';
import { sayDone } from '../../shared/feedback';
import { say } from '../../shared/words';
import { fileOf } from '../../files/fileOf';
import type { IdConfigs } from './idConfigs';

interface Deps {
  readonly worker: Pick<FileWorker, 'withIgnoredId'>;
  readonly configs: Pick<IdConfigs, 'reload'>;
}

/** Adds an id to `ai-field-guide.yml` of the folder that a file is in. Whoever calls may pass what they like. */
export async function ignoreInWorkspace(id: unknown, uri: unknown, { worker, configs }: Deps): Promise<void> {
  if (typeof id !== 'string' || !(uri instanceof Uri)) return;
  const folder = workspace.getWorkspaceFolder(fileOf(uri));
  if (!folder) return;
  const file = childOf(folder.uri, configFileName);
  const isThere = await files.exists(file);
  const document = isThere ? await workspace.openTextDocument(file) : undefined;
  const text = await worker.withIgnoredId(document?.getText() ?? '', id);
  if (text === undefined) {
    const open = say('Open {0}', configFileName);
    const message = say('{0} cannot be added to {1}, which is not understood. Mend it first.', id, configFileName);
    if ((await window.showErrorMessage(message, open)) === open) await window.showTextDocument(file);
    return;
  }
  if (!(await write(file, document, text))) {
    void window.showErrorMessage(say('{0} could not be written.', configFileName));
    return;
  }
  configs.reload(folder);
  sayDone(say('{0} is ignored in this workspace: see {1}.', id, configFileName));
}

/** A file that somebody is changing is left for them to save. */
async function write(file: Uri, document: TextDocument | undefined, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (!document) {
    edit.createFile(file, { contents: new TextEncoder().encode(text) });
    return workspace.applyEdit(edit);
  }
  const wasDirty = document.isDirty;
  const { from, to, inserted } = textDifference(document.getText(), text);
  edit.replace(file, new Range(document.positionAt(from), document.positionAt(to)), inserted);
  return (await workspace.applyEdit(edit)) && (wasDirty || (await document.save()));
}
