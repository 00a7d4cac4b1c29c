import path from 'node:path';

/** Variables that name another repository than that of the folder. Git sets them for hooks. */
const ofOthers = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_NAMESPACE']);

/**
 * Returns an environment in which git asks the user for nothing, fetches nothing, and writes nothing down. git reads
 * the repository whose top is the folder `top`, and none around it if the folder is not one.
 */
export const gitEnvironment = (top: string): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofOthers.has(name))),
  GIT_NO_LAZY_FETCH: '1',
  // Older versions do not know GIT_NO_LAZY_FETCH. Without any protocol, no remote of a repository runs what its config names.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CEILING_DIRECTORIES: path.dirname(path.resolve(top)),
});

/** The folder in which git is started. Windows first looks for a program there, so it must not be a stranger's folder. */
export const gitFolder = path.dirname(process.execPath);
