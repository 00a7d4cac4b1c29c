import path from 'node:path';

/** Variables that name another repository than that of the folder. Git sets them for hooks. */
const ofOthers = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_NAMESPACE']);

/**
 * git asks nobody for anything, fetches nothing, and writes nothing down. It reads the repository whose top is that folder: none
 * around it, where its own is none.
 */
export const gitEnvironment = (top: string): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofOthers.has(name))),
  GIT_NO_LAZY_FETCH: '1',
  // Older ones do not know that: without any protocol no remote of a repository runs what its config names.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CEILING_DIRECTORIES: path.dirname(path.resolve(top)),
});

/** Where git is started: Windows looks for a program where it is started first, and that must be no folder of a stranger. */
export const gitFolder = path.dirname(process.execPath);
