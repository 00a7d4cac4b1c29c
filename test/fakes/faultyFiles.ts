import type { FileErrorCode, Files } from '../../src/core/files/files';
import { fault } from './memoryFiles';

export type FileOperation = Exclude<keyof Files, 'join'>;

/** `torn`: fails with half of the bytes written. A number: takes that many ms. */
export type Fault = FileErrorCode | 'torn' | number | undefined;

const writes: readonly FileOperation[] = [
  'append',
  'truncate',
  'writeWhole',
  'createExclusive',
  'rename',
  'remove',
  'touch',
  'makeFolder',
];

/** A files port whose disk has trouble: `decide` says which, before each operation. */
export function faultyFiles(
  files: Files,
  decide: (operation: FileOperation, path: string) => Fault | Promise<Fault>,
): Files {
  const meet = async (operation: FileOperation, path: string): Promise<'torn' | undefined> => {
    const met = await decide(operation, path);
    if (typeof met === 'number') await new Promise((resolve) => setTimeout(resolve, met));
    else if (met === 'torn') return met;
    else if (met !== undefined) throw fault(met, path);
    return undefined;
  };
  return {
    join: (...parts) => files.join(...parts),
    async read(path) {
      await meet('read', path);
      return files.read(path);
    },
    async *readPieces(path, offset) {
      await meet('readPieces', path);
      yield* files.readPieces(path, offset);
    },
    async append(path, bytes) {
      if (!(await meet('append', path))) return files.append(path, bytes);
      await files.append(path, bytes.slice(0, Math.floor(bytes.length / 2)));
      throw fault('full', path);
    },
    async truncate(path, size) {
      await meet('truncate', path);
      return files.truncate(path, size);
    },
    async writeWhole(path, pieces, beforeRename) {
      if (await meet('writeWhole', path)) throw fault('full', path);
      return files.writeWhole(path, pieces, beforeRename);
    },
    async createExclusive(path, bytes) {
      if (!(await meet('createExclusive', path))) return files.createExclusive(path, bytes);
      await files.createExclusive(path, new Uint8Array());
      throw fault('full', path);
    },
    async rename(from, to) {
      await meet('rename', from);
      return files.rename(from, to);
    },
    async remove(path) {
      await meet('remove', path);
      return files.remove(path);
    },
    async list(folder) {
      await meet('list', folder);
      return files.list(folder);
    },
    async stat(path) {
      await meet('stat', path);
      return files.stat(path);
    },
    async touch(path, at) {
      await meet('touch', path);
      return files.touch(path, at);
    },
    async makeFolder(path, isPrivate) {
      await meet('makeFolder', path);
      return files.makeFolder(path, isPrivate);
    },
  };
}

/** A disk on which nothing can be written for this reason, or not fast. */
export const whenWriting =
  (met: Fault) =>
  (operation: FileOperation): Fault =>
    writes.includes(operation) ? met : undefined;

/** Meets the first operation of a kind, and no other. */
export function once(
  operation: FileOperation,
  met: Fault,
  where = '',
): (operation: FileOperation, path: string) => Fault {
  let isMet = false;
  return (now, path) => {
    if (isMet || now !== operation || !path.includes(where)) return undefined;
    isMet = true;
    return met;
  };
}
