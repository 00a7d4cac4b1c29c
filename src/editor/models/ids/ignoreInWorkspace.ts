import { Uri, window, workspace } from 'vscode';
import { configFileName } from '../../../core/code/ids/config/idConfig';
import { fileOf, files, writeText } from '../../files/editorFiles';
import { childOf } from '../../files/paths';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { offer, sayDone } from '../../shared/feedback';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import type { IdConfigs } from './idConfigs';

/**
 * Adds an id to the `ai-field-guide.yml` that holds for a file, or creates that of its workspace folder. Any caller may
 * pass any value.
 */
export async function ignoreInWorkspace(
  id: unknown,
  uri: unknown,
  worker: Pick<FileWorkerClient, 'withIgnoredId'>,
  configs: Pick<IdConfigs, 'of' | 'reload'>,
): Promise<void> {
  if (typeof id !== 'string' || !(uri instanceof Uri)) return;
  const folder = workspace.getWorkspaceFolder(fileOf(uri));
  if (!folder) return;
  const { file = childOf(folder.uri, configFileName) } = await configs.of(uri);
  const isThere = await files.exists(file);
  const document = isThere ? await workspace.openTextDocument(file) : undefined;
  const text = await worker.withIgnoredId(document?.getText() ?? '', id);
  if (text === undefined) {
    const message = say('{0} cannot be added to {1}, which has errors. Fix them first.', id, configFileName);
    return offer('Error', message, say('Open {0}', configFileName), () => window.showTextDocument(file));
  }
  // A file with unsaved changes is left for the user to save.
  const isSaved = document?.isDirty === false;
  if (!(await writeText(file, document, text)) || (isSaved && !(await document.save()))) {
    void showMessage('Error', say('{0} could not be written.', configFileName));
    return;
  }
  configs.reload(folder);
  sayDone(say('{0} is ignored in this workspace: see {1}.', id, configFileName));
}
