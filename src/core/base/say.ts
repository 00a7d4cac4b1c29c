/**
 * Makes a text for people where it is shown. `{0}`, `{1}` ... in the English message stand for the arguments. The
 * editor passes a function that translates. The message is its key, so each call writes it out.
 */
export type Say = (message: string, ...args: (string | number)[]) => string;

/** A sentence of a table, in words made where it is shown. */
export type Saying = (say: Say) => string;

export const sayInEnglish: Say = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
