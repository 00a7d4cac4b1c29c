import { FileType } from 'vscode';
import type { Uri } from 'vscode';
import { LinkRules } from '../../core/files/links';
import type { SkipReason } from '../../core/files/skipped';
import { nodeHost } from '../../host/node/host';
import type { Entry } from './walk';

const { disk } = nodeHost;

/** The path on the disk with all links resolved; of what is not on the disk, or not there, the path as it is. */
export async function realPathOf(uri: Uri): Promise<string> {
  if (uri.scheme !== 'file') return uri.path;
  return disk.realPath(uri.fsPath).catch(() => uri.fsPath);
}

export interface FoundLink {
  readonly entry: Entry;
  /** That of the target, as far as it is known. */
  readonly type: FileType;
}

export type LinkDecision<Link> =
  | { readonly link: Link; readonly reason: SkipReason }
  /** Followed: the entry is that of the target. */
  | { readonly link: Link; readonly entry: Entry };

/** Links on the disk. */
export class Links {
  private readonly rules: LinkRules;

  /** @param roots real paths of what is counted in any case. */
  constructor(roots: readonly string[]) {
    this.rules = new LinkRules(roots, disk.separator);
  }

  addWalked(folder: Entry): void {
    this.rules.addWalked(folder.real);
  }

  addLeftOut(entry: Entry): void {
    this.rules.addLeftOut(entry.real);
  }

  /** Decides on the links that were found since the last time. */
  async decide<Link extends FoundLink>(links: readonly Link[]): Promise<LinkDecision<Link>[]> {
    const resolved: { link: Link; path: string; target: string }[] = [];
    const decisions: LinkDecision<Link>[] = [];
    for (const link of links) {
      const target = await targetOf(link.entry);
      if ('reason' in target) decisions.push({ link, reason: target.reason });
      else resolved.push({ link, path: link.entry.uri.path, target: target.path });
    }
    const reasons = this.rules.choose(resolved);
    for (const [index, { link, target }] of resolved.entries()) {
      const reason = reasons[index] ?? unfit(link.type);
      decisions.push(reason ? { link, reason } : { link, entry: { ...link.entry, real: target } });
    }
    return decisions;
  }
}

const unfit = (type: FileType): SkipReason | undefined =>
  type & (FileType.Directory | FileType.File) ? undefined : 'special';

async function targetOf({ uri }: Entry): Promise<{ path: string } | { reason: SkipReason }> {
  if (uri.scheme !== 'file') return { reason: 'unknownLink' };
  try {
    return { path: await disk.realPath(uri.fsPath) };
  } catch {
    return { reason: 'broken' }; // Or a ring of links: realpath says ELOOP.
  }
}
