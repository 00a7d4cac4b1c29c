import type { PartReason } from '../contextReport';
import type { ContextTree, TreeFault, TreeFile } from './contextTree';

/** Returns why a file that an agent would read has no text here. */
export const faultReason = (fault: TreeFault): PartReason => ({
  why: fault === 'missing' ? 'missing' : fault === 'outside' ? 'outside' : 'unreadable',
});

/** A file of the folder, or one of the user's own, whose shown path begins with `~/`. */
export interface TreePlace {
  readonly tree: ContextTree;
  readonly path: string;
  /** Its path in a report. */
  readonly shown: string;
}

export const inTree = (tree: ContextTree, path: string): TreePlace => ({ tree, path, shown: path });
export const inHome = (tree: ContextTree, path: string): TreePlace => ({ tree, path, shown: `~/${path}` });

/** Whether all of the file was read. */
export const isAll = ({ bytes, size }: TreeFile): boolean => bytes.length === size;

export const isFile = (read: TreeFile | TreeFault): read is TreeFile => typeof read === 'object';
