import { commands, workspace } from 'vscode';
import { DownloadError, download, liveAddress, liveHost } from './download';
import type { LiveData } from './liveData';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { withCancel } from '../../shared/abort';
import { executeCommand } from '../../shared/commands';
import { viewId } from '../../shared/contributions';
import { confirm, offer } from '../../shared/feedback';
import type { Logger } from '../../shared/log';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

interface RefreshDeps {
  readonly live: LiveData;
  readonly worker: Pick<FileWorkerClient, 'readCatalog'>;
  readonly log: Logger;
}

/** Asks the user, reads models.dev, stores the result, and says how it went. */
export async function refreshCatalog(deps: RefreshDeps): Promise<void> {
  if (!(await isAllowed())) return;
  const problem = await load(deps);
  if (problem === undefined) return;
  if (problem === 'none') return tellRead(deps.live);
  const message = say('The catalog was not refreshed, and nothing has changed. {0}', problem);
  // The host was shown in the first question, and is in this message.
  void offer('Error', message, say('Retry'), () => executeCommand('models.refreshCatalog'));
}

/** Asks every time, and shows the address: the user has to see it before the request is sent. */
function isAllowed(): Promise<boolean> {
  const detail = [
    say('This reads {0} and sends none of your data.', liveAddress),
    say('Its numbers are shown beside the built-in ones, marked as live, and change none of them.'),
    ...(workspace.isTrusted ? [] : [say('This workspace is not trusted, so nothing from it is used.')]),
  ].join(' ');
  return confirm(say('Read the catalog of {0}?', liveHost), detail, say('Read {0}', liveHost));
}

/** Reads and stores the catalog. Returns what went wrong, or `none`; `undefined` when it was stopped. */
async function load({ live, worker, log }: RefreshDeps): Promise<string | undefined> {
  const title = say('Reading the catalog of {0}', liveHost);
  return withCancel(title, async (signal) => {
    try {
      // VS Code gives extensions a fetch that knows its proxy settings. It is looked up at each use.
      const bytes = await download((url, init) => fetch(url, init), liveAddress, signal);
      const reading = await worker.readCatalog(bytes);
      signal.throwIfAborted();
      if (!reading) return say('{0} sent something other than its catalog.', liveHost);
      if (reading.refused > 0) log.warn(`models.dev: ${reading.refused} entries are not as expected and left out.`);
      await live.keep({ version: 1, read: Date.now(), models: reading.models });
      return 'none';
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DownloadError) return error.sentence(say);
      log.error('The live catalog could not be kept.', error);
      return say('The log (Output: AI Field Guide) says why.');
    }
  });
}

async function tellRead(live: LiveData): Promise<void> {
  const data = await live.current();
  if (!data) return;
  const show = say('Show');
  const remove = say('Remove Live Data');
  const message = say(
    'Read {1} models from {0}. They are shown beside the built-in ones.',
    liveHost,
    data.models.length,
  );
  void showMessage('Information', message, show, remove).then(async (chosen) => {
    if (chosen === show) await commands.executeCommand(`${viewId('models.liveCatalog')}.focus`);
    if (chosen === remove) await executeCommand('models.removeLiveData');
  });
}
