/** What the exit code says. */
export const exitCodes = {
  done: 0,
  /** Over the budget, or ids that have ended; and nothing else: a script can rely on it. */
  overBudget: 1,
  usage: 2,
  input: 3,
  failure: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
