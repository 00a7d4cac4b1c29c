import type { Shared } from '../shared/shared';

/** Key of the state of a workspace that tells that files of the home folder are read. */
export const ownFilesKey = 'context.ownFiles';

export const readsOwnFiles = ({ context }: Pick<Shared, 'context'>): boolean =>
  context.workspaceState.get(ownFilesKey) === true;
