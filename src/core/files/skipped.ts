/** Why an entry was not counted, with the words that the report uses. */
export const skipReasons = {
  ignored: 'Ignored by git',
  excluded: 'Hidden by the setting files.exclude',
  binary: 'Binary',
  tooLarge: 'Larger than the limit',
  link: 'A link to something that is counted anyway, or around what is counted',
  linkToLeftOut: 'A link to something that is left out',
  unknownLink: 'A link whose target this file system does not tell',
  broken: 'A link to nothing',
  special: 'Neither a file nor a folder',
  tooDeep: 'Nested too deep',
  undecided: 'Under ignore or exclude patterns that are too complicated to decide',
  unreadable: 'Could not be read',
} as const;

export type SkipReason = keyof typeof skipReasons;

/** Faults of the disk and of VS Code's file systems, in words. */
const faults: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  NoPermissions: 'no permission to read it',
  ENOENT: 'it is no longer there',
  FileNotFound: 'it is no longer there',
  EISDIR: 'it is a folder now',
  FileIsADirectory: 'it is a folder now',
  ENOTDIR: 'it is no folder any more',
  FileNotADirectory: 'it is no folder any more',
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read at once',
  EMFILE: 'too many files are open',
  Unavailable: 'its file system does not answer',
};

/** Describes the fault of a file in words, or returns the code itself where it is unknown. */
export const wordsOfFault = (code: string): string => faults[code] ?? code;

/** Number of examples that are kept for each reason. A folder counts as one, whatever is in it. */
const examplesKept = 20;

export interface SkippedGroup {
  readonly reason: SkipReason;
  readonly count: number;
  /** The first entries: paths, with a detail where there is one. */
  readonly examples: readonly { readonly path: string; readonly detail?: string }[];
}

/** Counts the entries that were left out, and keeps some of them as examples. */
export class SkippedEntries {
  private readonly groups = new Map<SkipReason, { count: number; examples: { path: string; detail?: string }[] }>();

  add(reason: SkipReason, path: string, detail?: string): void {
    const group = this.groups.get(reason) ?? { count: 0, examples: [] };
    this.groups.set(reason, group);
    group.count++;
    if (group.examples.length < examplesKept) group.examples.push(detail === undefined ? { path } : { path, detail });
  }

  /** Returns the groups in the order of `skipReasons`. */
  list(): SkippedGroup[] {
    const reasons = Object.keys(skipReasons) as SkipReason[];
    return reasons.flatMap((reason) => {
      const group = this.groups.get(reason);
      return group ? [{ reason, ...group }] : [];
    });
  }
}
