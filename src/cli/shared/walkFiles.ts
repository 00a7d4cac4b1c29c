import path from 'node:path';
import { NoRegularFileError, faultOf } from '../../core/files/disk';
import type { SkipReason } from '../../core/files/skipped';
import { host } from '../../host/node/host';
import { InputError } from './commandLine';
import type { CommandLine } from './commandLine';

/** The files that the paths of a command stand for. Unreadable ones are reported, and the rest is still read. */
export class PathInputs {
  private readonly seen = new Set<string>();
  /** Printed messages. Several paths in one folder would repeat the same one. */
  private readonly unread = new Set<string>();

  constructor(private readonly commandLine: CommandLine) {}

  get isIncomplete(): boolean {
    return this.unread.size > 0;
  }

  /** Prints an `InputError` once. @throws any other error */
  readonly onUnread = (error: unknown): undefined => {
    if (!(error instanceof InputError)) throw error;
    if (!this.unread.has(error.message)) this.commandLine.console.printError(error.message);
    this.unread.add(error.message);
  };

  /**
   * Yields the files that a path stands for, in order: the file itself, or all files below a folder that git does not
   * ignore. Each is yielded once, with its name and its full path, as `check . src` names files twice.
   */
  async *filesOf(
    start: string,
    isWanted: (full: string) => boolean = () => true,
  ): AsyncGenerator<{ readonly file: string; readonly full: string }> {
    for await (const file of this.walk(start)) {
      const full = path.resolve(file);
      if (this.seen.has(full) || !isWanted(full)) continue;
      this.seen.add(full);
      yield { file, full };
    }
  }

  private async *walk(start: string): AsyncGenerator<string> {
    let kind;
    try {
      kind = await host.disk.kind(start);
    } catch (error) {
      return this.onUnread(cannotRead(start, error));
    }
    if (kind === 'folder') yield* this.walkFolder(start);
    else if (kind === 'file') yield start;
    // Reading a pipe would wait until a process writes into it.
    else this.onUnread(cannotRead(start, new NoRegularFileError(start)));
  }

  private async *walkFolder(start: string): AsyncGenerator<string> {
    const { onUnread } = this;
    const root = path.resolve(start);
    /** Below the folder, a name begins as the user gave it. */
    const shown = (place: string): string => {
      const below = path.relative(root, place);
      return below.split(path.sep)[0] === '..' ? place : path.join(start, below);
    };
    const found = this.commandLine.guide.walk(root, {
      leftOutNames: new Set(['node_modules']),
      onUnread: (file, fault) => {
        if (fault.kind === 'unreadable') onUnread(cannotRead(shown(file), fault.error));
        else if (fault.kind === 'tooLarge') onUnread(skipError(shown(file), fault.kind));
      },
      onSkipped: (reason, { place }, error) => {
        if (reason === 'unreadable' || reason === 'undecided' || reason === 'tooDeep')
          onUnread(skipError(shown(place), reason, error));
      },
    });
    for await (const { place } of found) yield shown(place);
  }
}

/** Returns the error for a file that a walk should have read but left out. */
export function skipError(name: string, reason: SkipReason, error?: unknown): InputError {
  if (reason === 'tooLarge') return new InputError(`Cannot read ${name}: it is too large.`);
  if (reason === 'tooDeep') return new InputError(`Cannot read ${name}: it is nested too deep.`);
  if (reason !== 'undecided') return cannotRead(name, error);
  return new InputError(`Cannot read ${name}: its ignore patterns are too complicated to decide.`);
}

export function cannotRead(name: string, error: unknown): InputError {
  return new InputError(`Cannot read ${name}: ${reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof NoRegularFileError) return error.isFolder ? 'EISDIR.' : 'it is no file and no folder.';
  const code = faultOf(error);
  if (code === 'ENOENT') return 'there is no such file or folder.';
  return `${code === 'Unknown' ? String(error) : code}.`;
}
