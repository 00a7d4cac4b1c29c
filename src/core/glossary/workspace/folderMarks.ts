/**
 * What stands before the paths of a workspace folder's glossaries, by the names of all folders in their order. Two folders may
 * hold a file of one path, and have one name. The first has no mark: its terms keep their ids when folders are added. No path
 * has two slashes, so that none is that of another folder.
 */
export function folderMarks(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    if (index === 0) return '';
    let unique = name;
    for (let copy = 2; taken.has(unique); copy++) unique = `${name}~${copy}`;
    taken.add(unique);
    return `${unique}//`;
  });
}
