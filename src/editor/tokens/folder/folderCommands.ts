/** Commands for the token counts of folders. They are known from the start, and carried out once they are used. */
export const folderCommands = [
  'tokens.countFolder',
  'tokens.countWorkspace',
  'tokens.sortFolders',
  'tokens.openFolderReport',
  'tokens.recountFolders',
  'tokens.clearFolders',
  'tokens.showMoreFiles',
  'tokens.packFiles',
  'tokens.compareCommit',
] as const;
export type FolderCommand = (typeof folderCommands)[number];
