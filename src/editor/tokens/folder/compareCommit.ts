import { Uri, workspace } from 'vscode';
import { pathBelow as placeBelow } from '../../../core/files/disk';
import type { CommitFault } from '../../../core/files/commit';
import { commitReport } from '../../../core/pages/reports/commitReport';
import { host } from '#host';
import { placeOf } from '../../files/disks';
import { nameOf } from '../../files/paths';
import { withCancel } from '../../shared/abort';
import { chosenModel } from '../../shared/activeModel';
import { askText } from '../../shared/askText';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import { chooseFolder } from './chooseFolder';
import type { FolderDeps } from './folderDeps';
import { FolderThread } from './folderThread';

/** Shows the tokens of what has changed in a folder since a commit. Asks the user for a folder or commit that is not given. */
export async function compareCommit(
  given: { readonly folder: unknown; readonly ref: unknown },
  deps: Pick<FolderDeps, 'distribution' | 'guide' | 'log' | 'pages'>,
  outer: AbortSignal,
): Promise<void> {
  // git reads the config of the repository, so the folder has to be trusted.
  if (!workspace.isTrusted) return void showMessage('Warning', say('git runs in trusted folders alone.'));
  const model = await chosenModel(await deps.guide.catalog());
  const folder = model && (given.folder instanceof Uri ? given.folder : await askFolder());
  if (!folder) return;
  if (folder.scheme !== 'file') return void showMessage('Warning', say('Only folders on a disk can be compared.'));
  const ref = typeof given.ref === 'string' ? given.ref : await askRef();
  if (ref === undefined) return;
  const { encoding, estimate } = (await deps.guide.catalog()).tokenizerOf(model);
  const by = { encoding, ...(estimate && { estimate }) };
  const thread = new FolderThread(deps.distribution, deps.log);
  try {
    const compared = await withCancel(
      say('Comparing tokens with {0}', ref),
      (signal) => thread.diff({ folder: placeOf(folder), ref, by }, signal),
      outer,
    );
    if (!compared) return;
    const name = nameOf(folder);
    if (compared.kind === 'notCompared') return void showMessage('Warning', faultWords[compared.fault](ref, name));
    const { diff, unread } = compared;
    const files = new Set<string>();
    const addressOf = (place: string): string => {
      const address = Uri.file(place).toString();
      files.add(address);
      return address;
    };
    const named = { addressOf, nameOf: (place: string) => placeBelow(host.disk, placeOf(folder), place) ?? place };
    const about = { folder: name, ref, model: model.name, exact: !estimate, diff, unread };
    const title = say('Tokens since {0} in {1}', ref, name);
    const of = [folder.with({ fragment: ref }).toString()];
    deps.pages.showReport('commit', { title, markdown: commitReport(about, named, say), files, of });
  } finally {
    thread.dispose();
  }
}

/** Returns the only folder of the window, or lets the user choose one of several. */
async function askFolder(): Promise<Uri | undefined> {
  const [only, ...others] = workspace.workspaceFolders ?? [];
  if (only && others.length === 0) return only.uri;
  return chooseFolder({
    title: say('Compare Tokens with a Commit'),
    placeholder: say('Compare which folder?'),
    button: say('Compare'),
  });
}

async function askRef(): Promise<string | undefined> {
  const typed = await askText({
    title: say('Compare Tokens with a Commit'),
    prompt: say('A commit, branch or tag. HEAD shows what is not committed yet.'),
    value: 'HEAD',
    problemOf: (text) => (text.trim() === '' ? say('Type the name of a commit.') : undefined),
  });
  return typeof typed === 'string' ? typed : undefined;
}

const faultWords: Readonly<Record<CommitFault, (ref: string, folder: string) => string>> = {
  noGit: () => say('git cannot be run. Is it installed?'),
  noCommit: (ref, folder) => say('There is no commit "{0}" in {1}.', ref, folder),
  unreadable: (_ref, folder) => say('git does not read {0}. "git status" says why.', folder),
  shallow: (ref) => say('The commit "{0}" was not cloned. Fetch it first.', ref),
  noRepository: (_ref, folder) => say('{0} is in no git repository.', folder),
};
