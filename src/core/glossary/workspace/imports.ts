import { isReallyBelow, pathBelow } from '../../files/disk';
import type { Disk } from '../../files/disk';
import type { GlossaryProblem, ParsedGlossary } from './glossaryFile';

/** The files that the imports of a glossary name, and a problem for each that names none of the workspace. */
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

/** A file below one of `roots`, links on the way included; undefined: it is none. */
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
