/** git asks nobody for anything, fetches nothing, and writes nothing down. */
export const gitEnvironment = (): Record<string, string | undefined> => ({
  ...process.env,
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
});
