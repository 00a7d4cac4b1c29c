/** What the caller has to change; the message is shown as it is, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
