import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';
import type { SkipReason } from '../../core/tokens/folder/skipped';

/**
 * Decides which links are followed: each target once, and none that is counted without the link or that is around what
 * is counted. So no loop goes on, and nothing counts twice.
 */
export class Links {
  private constructor(private readonly followed: string[]) {}

  /** @param roots what is counted in any case. */
  static async around(roots: readonly Uri[]): Promise<Links> {
    const onDisk = roots.filter(({ scheme }) => scheme === 'file');
    return new Links(await Promise.all(onDisk.map(({ fsPath }) => realpath(fsPath).catch(() => fsPath))));
  }

  /** Why a link is not followed. `undefined`: it is, this once. */
  async refusal(link: Uri): Promise<SkipReason | undefined> {
    if (link.scheme !== 'file') return 'unknownLink';
    let target: string;
    try {
      target = await realpath(link.fsPath);
    } catch {
      return 'broken'; // Or a ring of links: realpath says ELOOP.
    }
    if (this.followed.some((other) => isIn(target, other) || isIn(other, target))) return 'link';
    this.followed.push(target);
    return undefined;
  }
}

const isIn = (file: string, folder: string): boolean =>
  file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
