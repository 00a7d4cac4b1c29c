/**
 * Reads the names of tracked files in a git index, one by one, as paths from the top of the repository, with slashes.
 * It ends early where the index cannot be read: a split index, another version, damage, names that grow without end.
 * The format: https://git-scm.com/docs/index-format
 */
export function* readGitIndex(index: Uint8Array): Generator<string> {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  if (index.length < headerBytes || view.getUint32(0) !== signature) return;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return;
  // The index does not say whether names of objects are SHA-1 or SHA-256; the length of the first path does.
  const hashBytes = [20, 32].find((bytes) => isEntry(index, view, version, bytes));
  if (hashBytes === undefined) return;
  yield* readEntries(index, view, version, hashBytes);
}

const headerBytes = 12;
const signature = 0x44495243; // DIRC
/** Bytes of an entry before its hash: times, device, inode, mode, user, group, size. */
const statBytes = 40;
const extendedFlag = 0x4000;
const lengthMask = 0xfff;
/**
 * Maximum length, in bytes, of a name: longer than a path on any disk that git writes to (PATH_MAX of Linux is 4,096
 * bytes).
 */
const maxNameBytes = 8_192;
/**
 * Maximum number of bytes of all names for each byte of the index. An entry is longer than 62 bytes, and version 4
 * writes a name as the end in which it differs from the name before. Names in an index without malice take a few times
 * its size at most.
 */
const namesPerByte = 16;

function isEntry(index: Uint8Array, view: DataView, version: number, hashBytes: number): boolean {
  const flagsAt = headerBytes + statBytes + hashBytes;
  if (flagsAt + 2 > index.length) return false;
  const flags = view.getUint16(flagsAt);
  let nameAt = flagsAt + ((flags & extendedFlag) !== 0 ? 4 : 2);
  if (version === 4) nameAt++; // The first name cuts nothing off, which takes one byte.
  const end = index.indexOf(0, nameAt);
  const length = end - nameAt;
  return length > 0 && (flags & lengthMask) === Math.min(length, lengthMask);
}

function* readEntries(index: Uint8Array, view: DataView, version: number, hashBytes: number): Generator<string> {
  const decoder = new TextDecoder();
  const count = view.getUint32(8);
  let previous = new Uint8Array();
  let left = index.length * namesPerByte;
  for (let entry = 0, at = headerBytes; entry < count; entry++) {
    const flagsAt = at + statBytes + hashBytes;
    if (flagsAt + 2 > index.length) return;
    let nameAt = flagsAt + ((view.getUint16(flagsAt) & extendedFlag) !== 0 ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const cut = readOffset(index, nameAt);
      kept = previous.length - cut.value;
      nameAt = cut.end;
    }
    const end = index.indexOf(0, nameAt);
    const length = kept + end - nameAt;
    left -= length;
    if (end < 0 || kept < 0 || length > maxNameBytes || left < 0) return;
    const name = new Uint8Array(length);
    name.set(previous.subarray(0, kept));
    name.set(index.subarray(nameAt, end), kept);
    yield decoder.decode(name);
    previous = name;
    // Entries of older versions are padded with one to eight zeros to a multiple of eight.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
}

/** Reads a number as git writes offsets: seven bits in each byte, where each further byte adds one. */
function readOffset(index: Uint8Array, start: number): { value: number; end: number } {
  let at = start;
  let byte = index[at++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = index[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end: at };
}

/** A folder by the names in it. A file has no value. */
type Folder = Map<string, Folder | undefined>;

/** The files that git tracks. It ignores none of them, whatever the patterns say. */
export class TrackedFiles {
  private readonly top: Folder = new Map();

  add(path: string): void {
    const names = path.split('/');
    const file = names.pop()!;
    let folder = this.top;
    for (const name of names) {
      let next = folder.get(name);
      if (!next) folder.set(name, (next = new Map()));
      folder = next;
    }
    if (!folder.has(file)) folder.set(file, undefined);
  }

  /** Whether the file is tracked, or anything in the folder. A submodule is tracked like a file. */
  has(path: string, isFolder: boolean): boolean {
    const names = path.split('/');
    const last = names.pop()!;
    let folder: Folder | undefined = this.top;
    for (const name of names) folder = folder?.get(name);
    return folder?.has(last) === true && (isFolder || folder.get(last) === undefined);
  }
}
