import { CommitError } from '../../core/files/commit';
import type { CommitFault } from '../../core/files/commit';
import { Commit } from '../../host/node/git';
import { InputError } from './commandLine';
import { folderName } from './places';

/** Returns the commit that `ref` names in the repository whose top is the folder `top`. @throws InputError */
export async function commitOf(top: string, ref: string): Promise<Commit> {
  try {
    return await Commit.of(top, ref);
  } catch (error) {
    if (!(error instanceof CommitError)) throw error;
    throw new InputError(faultWords[error.fault](ref, folderName(top)));
  }
}

const faultWords: Readonly<Record<CommitFault, (ref: string, place: string) => string>> = {
  noGit: () => 'git cannot be run.',
  unreadable: (_ref, place) => `git does not read ${place}: see what "git status" says there.`,
  noCommit: (ref, place) => `There is no commit "${ref}" in ${place}.`,
  shallow: (ref, place) =>
    `There is no commit "${ref}" in ${place}. Only a part of its history was cloned: fetch that commit first.`,
  noRepository: (_ref, place) => `${place} is in no git repository.`,
};
