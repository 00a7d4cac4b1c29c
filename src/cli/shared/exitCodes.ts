/** What the exit code of `count` says, and that of a program that failed. */
export const exitCodes = {
  done: 0,
  /** Over the budget, and nothing else: a script can rely on it. */
  overBudget: 1,
  usage: 2,
  input: 3,
  failure: 4,
} as const;

/** What that of `models` says. */
export const modelsExitCodes = {
  done: 0,
  /** Ids that have ended, or will within the days that were asked for, and nothing else. */
  findings: 1,
  /** The command was wrong, or something could not be read: there may be more than was found. */
  incomplete: 2,
} as const;

/** What that of `terms` says. */
export const termsExitCodes = {
  done: 0,
  /** The command was wrong, or something could not be read: there may be more terms than were listed. */
  incomplete: 2,
} as const;

type CodeOf<T> = T[keyof T];
export type ExitCode = CodeOf<typeof exitCodes> | CodeOf<typeof modelsExitCodes> | CodeOf<typeof termsExitCodes>;
