import { FileType } from 'vscode';
import type { Uri } from 'vscode';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import { files } from '../../files/files';
import { childOf, nameOf, pathBelow } from '../../files/paths';

/** Which glossaries stand in which folder. A folder is listed once, until something comes or goes in it. */
export class GlossaryFolders {
  private readonly listings = new Map<string, Promise<readonly Uri[]>>();

  /** Those that hold for what is in `folder`, up to the workspace folder `root`: one list a folder, the nearest first. */
  async upFrom(folder: Uri, root: Uri): Promise<(readonly Uri[])[]> {
    const lists: Promise<readonly Uri[]>[] = [];
    for (let at = folder; ; at = childOf(at, '..')) {
      lists.push(this.in(at, root));
      if (at.path.length <= root.path.length || childOf(at, '..').path === at.path) return Promise.all(lists);
    }
  }

  /** Something came or went there. */
  forget(uri: Uri): void {
    for (const key of [childOf(uri, '..'), childOf(uri, '../..')]) this.listings.delete(key.toString());
  }

  forgetAll(): void {
    this.listings.clear();
  }

  private in(folder: Uri, root: Uri): Promise<readonly Uri[]> {
    const key = folder.toString();
    let listing = this.listings.get(key);
    if (!listing) {
      listing = list(folder, root).catch(() => {
        // It is not there, or not yet.
        this.listings.delete(key);
        return [];
      });
      this.listings.set(key, listing);
    }
    return listing;
  }
}

async function list(folder: Uri, root: Uri): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const [name, type] of await files.list(folder)) {
    if (type & FileType.File && isGlossaryFile(name)) found.push(childOf(folder, name));
    if (type & FileType.Directory && name === '.contextive') {
      for (const [inside] of await files.list(childOf(folder, name))) {
        const uri = childOf(childOf(folder, name), inside);
        if (isGlossaryFile(uri.path)) found.push(uri);
      }
    }
  }
  if (found.length === 0) return found;
  // With the reader of git's patterns.
  const { isHidden } = await import('./hiddenFiles');
  const hidden = await Promise.all(found.map((uri) => isHidden(uri, root)));
  const order = (uri: Uri): string => pathBelow(folder, uri) ?? nameOf(uri);
  return found.filter((_uri, i) => hidden[i] !== true).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
