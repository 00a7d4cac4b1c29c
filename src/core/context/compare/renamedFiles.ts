import { isFile } from '../tree/treePlace';
import { shownText } from '../findings/placedFields';
import type { ContextFinding } from '../contextReport';
import type { ContextTree } from '../tree/contextTree';

/** Returns the new names of files with findings that were moved without a change of their text, by their old names. */
export async function renamedFiles(
  before: { readonly tree: ContextTree; readonly findings: readonly ContextFinding[] },
  after: { readonly tree: ContextTree; readonly findings: readonly ContextFinding[] },
): Promise<ReadonlyMap<string, string>> {
  const gone = await textsOf(before, after.tree);
  const added = await textsOf(after, before.tree);
  const byText = new Map([...added].map(([file, text]) => [text, file]));
  return new Map(
    [...gone].flatMap(([file, text]) => {
      const now = byText.get(text);
      return now === undefined ? [] : [[file, now] as const];
    }),
  );
}

/** Returns the texts of the files with findings that the other tree does not have. */
async function textsOf(
  { tree, findings }: { readonly tree: ContextTree; readonly findings: readonly ContextFinding[] },
  other: ContextTree,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of new Set(findings.map((each) => each.file))) {
    if ((await other.kind(file)) === 'file') continue;
    const read = await tree.read(file);
    if (isFile(read) && read.size > 0) texts.set(file, shownText(read));
  }
  return texts;
}
