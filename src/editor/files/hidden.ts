import type { Uri } from 'vscode';
import { isHidden as isHiddenIn } from '../../core/files/walk';
import { placeOf } from './disks';
import { rulesOf } from './walk';

/** Whether git ignores a file of the workspace folder `root`, or VS Code hides it. */
export const isHidden = (file: Uri, root: Uri): Promise<boolean> =>
  isHiddenIn(placeOf(file), placeOf(root), rulesOf(root));
