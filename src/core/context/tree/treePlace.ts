import type { PartReason } from '../contextReport';
import type { ContextTree, TreeFault, TreeFile } from './contextTree';

/** Why a file that an agent would read has no text here. */
export const faultReason = (fault: TreeFault): PartReason => ({
  why: fault === 'missing' ? 'missing' : fault === 'outside' ? 'outside' : 'unreadable',
});

/** A file of the folder, or of the user's: the latter begin with `~/`. */
export interface TreePlace {
  readonly tree: ContextTree;
  readonly path: string;
  /** As a report names it. */
  readonly shown: string;
}

export const inTree = (tree: ContextTree, path: string): TreePlace => ({ tree, path, shown: path });
export const inHome = (tree: ContextTree, path: string): TreePlace => ({ tree, path, shown: `~/${path}` });

/** Whether all of the file was read. */
export const isAll = ({ bytes, size }: TreeFile): boolean => bytes.length === size;

export const isFile = (read: TreeFile | TreeFault): read is TreeFile => typeof read === 'object';
