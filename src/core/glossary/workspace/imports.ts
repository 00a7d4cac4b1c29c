import { isReallyBelow, pathBelow } from '../../files/disk';
import type { Disk } from '../../files/disk';
import type { GlossaryProblem, ParsedGlossary } from './glossaryFile';

/**
 * Returns the files that the imports of a glossary name, and a problem for each import that names no workspace file.
 */
export async function resolveImports(
  { imports }: Pick<ParsedGlossary, 'imports'>,
  glossary: string,
  disk: Disk,
  roots: readonly string[],
): Promise<{ readonly targets: readonly string[]; readonly problems: readonly GlossaryProblem[] }> {
  const found = await Promise.all(imports.map(({ path }) => importTarget(path, glossary, disk, roots)));
  const problems = imports
    .filter((_, index) => found[index] === undefined)
    .map(({ path: name, place }): GlossaryProblem => ({ ...place, fault: { kind: 'missingImport', name } }));
  return { targets: found.flatMap((target) => target ?? []), problems };
}

/** Returns a file that is below one of `roots`, also with links resolved. `undefined`: it is none. */
async function importTarget(
  name: string,
  glossary: string,
  disk: Disk,
  roots: readonly string[],
): Promise<string | undefined> {
  const target = disk.resolve(disk.resolve(glossary, '..'), name.replaceAll('\\', '/'));
  if (!roots.some((root) => pathBelow(disk, root, target))) return undefined;
  const isFile = (await disk.kind(target).catch(() => undefined)) === 'file';
  return isFile && (await isReallyBelow(disk, target, roots)) ? target : undefined;
}
