import * as v from 'valibot';
import { formatBytes } from '../../base/numbers';
import { pathBelow } from '../../files/disk';
import { NamedFiles } from '../../files/namedFiles';
import type { NamedFault } from '../../files/namedFiles';
import { ToolError } from './agentTool';
import type { ToolFolder } from './agentTool';

/** Maximum size, in bytes, of a text or a file. */
export const maxToolBytes = 1024 ** 2;

/** Schema of a path that a model gives. No disk has a longer one. */
export const toolPath = v.pipe(v.string(), v.maxLength(4_096));

const limits = { maxBytes: maxToolBytes, maxTotalBytes: maxToolBytes, maxFiles: 1 };

const outside = (roots: string): string => `is outside of ${roots === '' ? 'what may be read' : roots}`;

const faults: Readonly<Record<NamedFault, string | ((roots: string) => string)>> = {
  absolute: outside,
  outside,
  secret: 'may hold keys, and is not read',
  missing: (roots) => `does not exist in ${roots}`,
  noFile: 'is a folder or no regular file',
  tooLarge: `has more than ${formatBytes(maxToolBytes)}`,
  tooMany: 'cannot be read',
  noText: 'is not a text in UTF-8 or UTF-16',
  unreadable: 'cannot be read',
};

/** Reads a file that a model names, only where it is inside the folders with links resolved. @throws ToolError */
export async function readToolFile(path: string, folders: readonly ToolFolder[]): Promise<string> {
  let fault: NamedFault = 'outside';
  for (const { disk, root } of folders) {
    for (const name of await namesIn({ disk, root }, path)) {
      const read = await new NamedFiles(disk, root, limits).textOf(name, '');
      if (!('fault' in read)) return read.value;
      // A fault of a file says more than the fact that another folder has no such file.
      if (fault === 'outside' || fault === 'absolute' || fault === 'missing') fault = read.fault;
    }
  }
  const said = faults[fault];
  const roots = folders.map(({ root }) => root).join(', ');
  throw new ToolError(`"${path}" ${typeof said === 'string' ? said : said(roots)}.`);
}

/** Returns a path relative to a root, or nothing where it is not below. One that is not absolute is relative already. */
async function namesIn({ disk, root }: ToolFolder, path: string): Promise<readonly string[]> {
  if (!/^(?:[/\\]|[a-z]:)/i.test(path)) return [path];
  const real = await disk.realPath(root).catch(() => root);
  return [root, real]
    .map((each) => pathBelow(disk, each, path))
    .filter((name) => name !== undefined)
    .slice(0, 1);
}

/** Returns a path relative to the root of a folder, whether it exists or not; `undefined` where it is not below it. */
export async function pathIn(folder: ToolFolder, path: string): Promise<string | undefined> {
  for (const name of await namesIn(folder, path)) {
    const named = new NamedFiles(folder.disk, folder.root, limits).pathOf(name, '');
    // A file that may hold keys is named all the same, as nothing of it is read.
    if ('value' in named || named.fault === 'secret') return named.file;
  }
  return undefined;
}
