/** What the caller has to change in the command; the message is shown as it is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file that cannot be counted; the message names it and says why. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
