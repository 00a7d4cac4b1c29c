import path from 'node:path';

/** git asks nobody for anything, fetches nothing, and writes nothing down. */
export const gitEnvironment = (): Record<string, string | undefined> => ({
  ...process.env,
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
});

/** Where git is started: Windows looks for a program where it is started first, and that must be no folder of a stranger. */
export const gitFolder = path.dirname(process.execPath);
