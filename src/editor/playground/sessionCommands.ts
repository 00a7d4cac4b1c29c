/** What can be done with sessions, by the names of the commands. */
export const sessionCommands = [
  'newSession',
  'openSession',
  'renameSession',
  'deleteSession',
  'undoDeleteSession',
  'filterSessions',
  'deleteAllSessions',
] as const;

export type SessionCommand = (typeof sessionCommands)[number];
