import { FileType, workspace } from 'vscode';
import type { CancellationToken, Uri } from 'vscode';
import type { Tokenizer } from '../../../core/catalog/catalogTable';
import { SkippedEntries, wordsOfFault } from '../../../core/files/skipped';
import type { UnreadRules } from '../../../core/tokens/folder/result';
import type { SkipReason, SkippedGroup } from '../../../core/files/skipped';
import { FolderTree } from '../../../core/tokens/folder/folderTree';
import type { CountNode } from '../../../core/tokens/folder/folderTree';
import { inMix } from '../../../core/tokens/counting/modelCount';
import { abortOnCancel } from '../../shared/abort';
import { countFile } from '../counting/countFile';
import type { CountingRules } from '../counting/countFile';
import { faultOf } from '../../files/files';
import type { RuleReading } from '../../files/gitRepository';
import { Links, realPathOf } from '../../files/links';
import type { FoundLink } from '../../files/links';
import { nameOf } from '../../files/paths';
import { rootEntry, walk } from '../../files/walk';
import type { Entry } from '../../files/walk';

/** Files that are read or counted at the same time: one is read while the other is counted. */
const filesInFlight = 2;

/** With a tokenizer, texts of many kinds are summed up as what they come to in a mix. */
type FolderRules = CountingRules & { readonly tokenizer?: Tokenizer };

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
  readonly entry: Entry;
}

/**
 * Counts files and folders. Holds the texts of two files at most, and of a folder of 100,000 files their names and counts.
 * @param onCounted called after each file with the number of files and the tokens so far.
 * @returns `undefined` when it was cancelled: a part of a sum is no sum.
 */
export async function countFolders(
  uris: readonly Uri[],
  rules: FolderRules,
  token: CancellationToken,
  onCounted: (files: number, tokens: number) => void,
): Promise<FolderCounts | undefined> {
  const signal = abortOnCancel(token);
  const skipped = new SkippedEntries();
  const unread = { tooLarge: new Set<string>(), longLines: new Set<string>(), globs: new Set<string>() };
  const onUnread: RuleReading['onUnread'] = (file, why) => unread[why].add(workspace.asRelativePath(file));
  const roots: Root[] = [];
  for (const uri of uris) {
    const root = await rootOf(uri, skipped, onUnread);
    if (!root) continue;
    roots.push(root);
    for (const glob of root.entry.editor.excludes.unread) unread.globs.add(glob);
  }
  const count = new CountRun(roots, rules, signal, skipped, onUnread, onCounted);
  await count.run();
  if (signal.aborted) return undefined;
  const counted = roots.flatMap(({ uri, name, tree, isFolder }): CountedRoot[] => {
    const node = isFolder ? tree.root : tree.root.children[0];
    return node ? [{ uri, node: isFolder ? node : { ...node, path: name } }] : [];
  });
  const unreadRules = { tooLarge: [...unread.tooLarge], longLines: [...unread.longLines], globs: [...unread.globs] };
  return { roots: counted, skipped: skipped.list(), unreadRules };
}

type RootLink = FoundLink & { readonly root: Root };

class CountRun {
  private files = 0;
  private tokens = 0;
  private readonly links: Links;
  private found: RootLink[] = [];

  constructor(
    private readonly roots: readonly Root[],
    private readonly rules: FolderRules,
    private readonly signal: AbortSignal,
    private readonly skipped: SkippedEntries,
    private readonly onUnread: RuleReading['onUnread'],
    private readonly onCounted: (files: number, tokens: number) => void,
  ) {
    this.links = new Links(roots.map(({ entry }) => entry.real));
  }

  /** First all that is reached without a link, then round by round what the links of the round before lead to. */
  async run(): Promise<void> {
    for (const root of this.roots) await this.countFrom(root, root.entry, root.isFolder);
    while (this.found.length > 0 && !this.signal.aborted) {
      const links = this.found;
      this.found = [];
      for (const decision of await this.links.decide(links)) {
        const { root, entry, type } = decision.link;
        if ('reason' in decision) this.skip(root, decision.reason, entry);
        else await this.countFrom(root, decision.entry, (type & FileType.Directory) !== 0);
      }
    }
  }

  private async countFrom(root: Root, entry: Entry, isFolder: boolean): Promise<void> {
    if (this.signal.aborted) return;
    const found = isFolder
      ? walk(entry, {
          onSkipped: (reason, each, detail) => this.skip(root, reason, each, detail),
          onUnread: this.onUnread,
          onWalked: (folder) => this.links.addWalked(folder),
          onLink: (each, type) => this.found.push({ root, entry: each, type }),
        })
      : onlyFile(entry);
    await inFlight(found, this.signal, (file) => this.countOne(root, file));
  }

  private async countOne(root: Root, file: Entry): Promise<void> {
    const outcome = await countFile(file.uri, this.rules, this.signal);
    if ('skip' in outcome) return this.skip(root, outcome.skip, file, outcome.detail);
    const { tokenizer } = this.rules;
    const counted = tokenizer ? { ...inMix(tokenizer, outcome), bytes: outcome.bytes } : outcome;
    root.tree.add(file.path || root.name, counted);
    this.onCounted(++this.files, (this.tokens += counted.tokens));
  }

  private skip(root: Root, reason: SkipReason, entry: Entry, detail?: string): void {
    this.links.addLeftOut(entry);
    this.skipped.add(reason, entry.path === '' ? root.name : `${root.name}/${entry.path}`, detail);
  }
}

async function rootOf(uri: Uri, skipped: SkippedEntries, onUnread: RuleReading['onUnread']): Promise<Root | undefined> {
  const label = workspace.workspaceFolders?.find((folder) => folder.uri.toString() === uri.toString())?.name;
  const name = label ?? (nameOf(uri) || '/');
  try {
    const { type } = await workspace.fs.stat(uri);
    const isFolder = (type & FileType.Directory) !== 0;
    if (isFolder || type & FileType.File) {
      const entry = await rootEntry(uri, await realPathOf(uri), onUnread);
      return { uri, name, tree: new FolderTree(name), isFolder, entry };
    }
    skipped.add(type & FileType.SymbolicLink ? 'broken' : 'special', name); // Reading a pipe or a device may never end.
  } catch (error) {
    skipped.add('unreadable', name, wordsOfFault(faultOf(error)));
  }
  return undefined;
}

async function* onlyFile(file: Entry): AsyncGenerator<Entry> {
  yield await Promise.resolve(file);
}

/** Handles what `found` gives, two at a time, until it ends, one fails or the user cancels. */
async function inFlight(
  found: AsyncGenerator<Entry>,
  signal: AbortSignal,
  handle: (file: Entry) => Promise<void>,
): Promise<void> {
  let failed = false;
  const take = async (): Promise<void> => {
    for (;;) {
      const next = await found.next();
      if (next.done || failed || signal.aborted) return;
      await handle(next.value);
    }
  };
  const takeOrStop = () =>
    take().catch((error: unknown) => {
      failed = true;
      if (!signal.aborted) throw error; // Else it is how a file under way was stopped.
    });
  try {
    await Promise.all(Array.from({ length: filesInFlight }, takeOrStop));
  } finally {
    await found.return(undefined);
  }
}
