import { FileType, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { Tokenizer } from '../../../core/catalog/catalogTable';
import type { EncodingName } from '../../../core/catalog/encodingName';
import { inFlight } from '../../../core/base/inFlight';
import { faultOf } from '../../../core/files/disk';
import { Links } from '../../../core/files/links';
import type { FoundLink } from '../../../core/files/links';
import type { RuleFault, RuleReading } from '../../../core/files/gitRepository';
import { SkippedEntries, wordsOfFault } from '../../../core/files/skipped';
import type { UnreadRules } from '../../../core/tokens/folder/result';
import type { SkipReason, SkippedGroup } from '../../../core/files/skipped';
import { rootEntry, walk } from '../../../core/files/walk';
import type { WalkEntry } from '../../../core/files/walk';
import { FolderTree } from '../../../core/tokens/folder/folderTree';
import type { CountNode } from '../../../core/tokens/folder/folderTree';
import { inMix } from '../../../core/tokens/counting/modelCount';
import { host } from '#host';
import { countFile, countIn } from '../counting/countFile';
import type { CountingRules } from '../counting/countFile';
import { fileAt, placeOf } from '../../files/disks';
import { nameOf } from '../../files/paths';
import { addressOf, rulesOf } from '../../files/scanFiles';
import type { FolderRules } from '../../files/scanFiles';

/** Files that are read or counted at the same time: one is read while the other is counted. */
const filesInFlight = 2;

/** Rules of a count. With a tokenizer, its estimate for a mix of many kinds of text is used. */
type FolderCounting = Omit<CountingRules, 'encodings'> & {
  readonly encoding: EncodingName;
  readonly tokenizer?: Tokenizer;
};

export interface CountedRoot {
  readonly uri: Uri;
  readonly node: CountNode;
}

export interface FolderCounts {
  readonly roots: readonly CountedRoot[];
  readonly skipped: readonly SkippedGroup[];
  readonly unreadRules: UnreadRules;
}

/** One item that is counted. */
interface Root {
  readonly uri: Uri;
  readonly name: string;
  readonly tree: FolderTree;
  readonly isFolder: boolean;
  readonly entry: WalkEntry;
  readonly rules: FolderRules & RuleReading;
}

/**
 * Counts files and folders. Holds the texts of at most two files at a time. Of a folder of
 * 100,000 files it keeps only their names and counts.
 * @param onCounted called after each file with the number of files and the tokens so far.
 * @returns `undefined` when it was stopped, as a part of a sum is no result.
 */
export async function countFolders(
  uris: readonly Uri[],
  rules: FolderCounting,
  signal: AbortSignal,
  onCounted: (files: number, tokens: number) => void,
): Promise<FolderCounts | undefined> {
  const skipped = new SkippedEntries();
  const unread = { tooLarge: new Set<string>(), longLines: new Set<string>(), globs: new Set<string>() };
  const onUnread: OnUnread = (file, { kind }) => {
    // As in git, an ignore file that cannot be read excludes nothing.
    if (kind !== 'unreadable') unread[kind].add(workspace.asRelativePath(file));
  };
  const roots: Root[] = [];
  for (const uri of uris) {
    const root = await rootOf(uri, skipped, onUnread);
    if (!root) continue;
    roots.push(root);
    for (const glob of root.rules.excludes.rules.unread) unread.globs.add(glob);
  }
  const count = new CountRun(roots, rules, signal, skipped, onCounted);
  await count.run();
  if (signal.aborted) return undefined;
  const counted = roots.flatMap(({ uri, name, tree, isFolder }): CountedRoot[] => {
    const node = isFolder ? tree.root : tree.root.children[0];
    return node ? [{ uri, node: isFolder ? node : { ...node, path: name } }] : [];
  });
  const unreadRules = { tooLarge: [...unread.tooLarge], longLines: [...unread.longLines], globs: [...unread.globs] };
  return { roots: counted, skipped: skipped.list(), unreadRules };
}

type OnUnread = (file: Uri, fault: RuleFault) => void;

type RootLink = FoundLink & { readonly root: Root };

class CountRun {
  private files = 0;
  private tokens = 0;
  private readonly links: Links;
  private found: RootLink[] = [];

  constructor(
    private readonly roots: readonly Root[],
    private readonly rules: FolderCounting,
    private readonly signal: AbortSignal,
    private readonly skipped: SkippedEntries,
    private readonly onCounted: (files: number, tokens: number) => void,
  ) {
    this.links = new Links(
      roots.map(({ entry }) => entry.real),
      host.disk.separator,
    );
  }

  /** Counts first what is reached without a link, then round by round what the links found in the round before lead to. */
  async run(): Promise<void> {
    for (const root of this.roots) await this.countFrom(root, root.entry, root.isFolder);
    while (this.found.length > 0 && !this.signal.aborted) {
      const links = this.found;
      this.found = [];
      for (const decision of await this.links.decide(links)) {
        const { root, entry, kind } = decision.link;
        if ('reason' in decision) this.skip(root, decision.reason, entry);
        else await this.countFrom(root, decision.entry, kind === 'folder');
      }
    }
  }

  private async countFrom(root: Root, entry: WalkEntry, isFolder: boolean): Promise<void> {
    if (this.signal.aborted) return;
    const found = isFolder
      ? walk(entry, {
          ...root.rules,
          onSkipped: (reason, each, error) =>
            this.skip(root, reason, each, reason === 'unreadable' ? wordsOfFault(faultOf(error)) : undefined),
          onWalked: (folder) => this.links.addWalked(folder),
          onLink: (each, kind) => this.found.push({ root, entry: each, kind, disk: root.rules.host.disk }),
        })
      : onlyFile(entry);
    await this.countAll(root, found);
  }

  private async countAll(root: Root, found: AsyncGenerator<WalkEntry>): Promise<void> {
    try {
      await inFlight(found, filesInFlight, this.signal, (file) => this.countOne(root, file));
    } catch (error) {
      // After an abort, the error only says that the file under way was stopped.
      if (!this.signal.aborted) throw error;
    }
  }

  private async countOne(root: Root, file: WalkEntry): Promise<void> {
    const { encoding, tokenizer } = this.rules;
    const outcome = await countFile(addressOf(root.uri, file), { ...this.rules, encodings: [encoding] }, this.signal);
    if ('skip' in outcome) return this.skip(root, outcome.skip, file, outcome.detail);
    const count = countIn(outcome, encoding);
    const counted = tokenizer ? { ...inMix(tokenizer, count), bytes: count.bytes } : count;
    root.tree.add(file.path || root.name, counted);
    this.onCounted(++this.files, (this.tokens += counted.tokens));
  }

  private skip(root: Root, reason: SkipReason, entry: WalkEntry, detail?: string): void {
    this.links.addLeftOut(entry);
    this.skipped.add(reason, entry.path === '' ? root.name : `${root.name}/${entry.path}`, detail);
  }
}

async function rootOf(uri: Uri, skipped: SkippedEntries, onUnread: OnUnread): Promise<Root | undefined> {
  const label = workspace.workspaceFolders?.find((folder) => folder.uri.toString() === uri.toString())?.name;
  const name = label ?? (nameOf(uri) || '/');
  try {
    const { type } = await workspace.fs.stat(uri);
    const isFolder = (type & FileType.Directory) !== 0;
    if (isFolder || type & FileType.File) {
      const rules: Root['rules'] = {
        ...rulesOf(uri),
        onUnread: (file, fault) => onUnread(fileAt(uri, file), fault),
      };
      const entry = await rootEntry(placeOf(uri), rules);
      return { uri, name, tree: new FolderTree(name), isFolder, entry, rules };
    }
    skipped.add(type & FileType.SymbolicLink ? 'broken' : 'special', name); // Reading a pipe or a device may never end.
  } catch (error) {
    skipped.add('unreadable', name, wordsOfFault(faultOf(error)));
  }
  return undefined;
}

async function* onlyFile(file: WalkEntry): AsyncGenerator<WalkEntry> {
  yield await Promise.resolve(file);
}
