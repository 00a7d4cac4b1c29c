/** What can be done with sessions, by the names of the commands. */
export const sessionCommands = [
  'playground.newSession',
  'playground.openSession',
  'playground.renameSession',
  'playground.deleteSession',
  'playground.undoDeleteSession',
  'playground.filterSessions',
  'playground.deleteAllSessions',
] as const;

export type SessionCommand = (typeof sessionCommands)[number];
