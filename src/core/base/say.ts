/**
 * Words for people, made where they are shown: `{0}`, `{1}` ... in the English message stand for the arguments. The editor
 * passes one that translates; the message is its key, so it is written out where it is said.
 */
export type Say = (message: string, ...args: (string | number)[]) => string;

/** A sentence of a table, to be said where it is shown. */
export type Saying = (say: Say) => string;

export const sayInEnglish: Say = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
