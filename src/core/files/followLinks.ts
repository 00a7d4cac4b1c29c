import type { Disk, DiskEntry } from './disk';
import { LinkRules } from './links';
import type { SkipReason } from './skipped';
import type { Entry } from './walk';

export interface FoundLink {
  readonly entry: Entry;
  /** That of the target, as far as it is known. */
  readonly kind: DiskEntry['kind'];
  /** Where it stands. */
  readonly disk: Disk;
}

type LinkDecision<Link> =
  | { readonly link: Link; readonly reason: SkipReason }
  /** Followed: the entry is that of the target. */
  | { readonly link: Link; readonly entry: Entry };

/** Links on the disk. */
export class Links {
  private readonly rules: LinkRules;

  /** @param roots real paths of what is counted in any case. */
  constructor(roots: readonly string[], separator: string) {
    this.rules = new LinkRules(roots, separator);
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
      const target = await targetOf(link);
      if ('reason' in target) decisions.push({ link, reason: target.reason });
      else resolved.push({ link, path: link.entry.place, target: target.path });
    }
    const reasons = this.rules.choose(resolved);
    for (const [index, { link, target }] of resolved.entries()) {
      const reason = reasons[index] ?? (link.kind === undefined ? 'special' : undefined);
      decisions.push(reason ? { link, reason } : { link, entry: { ...link.entry, real: target } });
    }
    return decisions;
  }
}

async function targetOf({ disk, entry }: FoundLink): Promise<{ path: string } | { reason: SkipReason }> {
  if (!disk.isLocal) return { reason: 'unknownLink' };
  try {
    return { path: await disk.realPath(entry.place) };
  } catch {
    return { reason: 'broken' }; // Or a ring of links: realpath says ELOOP.
  }
}
