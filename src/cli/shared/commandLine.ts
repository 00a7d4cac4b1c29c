import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { FetchLike } from '../../core/chat/messages/transport';
import type { FieldGuide } from '../../core/fieldGuide';

/** Where a command reads and prints. */
export interface Console {
  /** Without `maxBytes` all of it. @throws FileTooLargeError, which tells how many had come */
  readonly readStandardInput: (maxBytes?: number) => Promise<Uint8Array>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** The process of a command that asks somebody. */
export interface Caller {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: FetchLike;
  /** A file that lies beside the program. */
  readonly readOwn: (name: string) => Promise<Uint8Array>;
  /** The path of a script of a thread that lies there, too. */
  readonly script: (name: string) => string;
  /** Prints a piece of a text as it is. */
  readonly write: (text: string) => void;
  /** Somebody sits before what is printed: it must not command the terminal. */
  readonly isTerminal: boolean;
  /** Shows a line on standard error in the place of the one before, which the empty one takes away; left out where that is no terminal. */
  readonly rewrite?: (line: string) => void;
  /** Does a work that ends early, by its signal, with Ctrl+C and where nobody reads what is printed. */
  readonly untilCancelled: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Where a command reads and prints, and what it asks. */
export interface CommandLine {
  readonly console: Console;
  readonly guide: FieldGuide;
  /** Left out where nothing can be sent: nobody needs it who counts, looks and checks. */
  readonly caller?: Caller;
}

/** Says what the caller has to change in the command, with the usage of that below it. What was typed may be in the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string | undefined, usage?: string) {
    super(
      [message === undefined ? undefined : inOneLine(message), usage].filter((part) => part !== undefined).join('\n\n'),
    );
  }
}

/** A file that cannot be read; the message names it and says why. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(message: string) {
    super(inOneLine(message));
  }
}

/**
 * Writes out line breaks and other control characters, and the marks of commands to CI: `::error` of GitHub, `##vso[` of Azure.
 * A file may have them in its name, by which it would command the terminal, or CI that reads the log.
 */
export const inOneLine = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|(?<=^\s*):(?=:)|#(?=#(?:\[|vso\[))/giu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The exit codes of `count`, and that of a program that failed. */
export const countExitCodes = {
  done: 0,
  /** Over the budget, and nothing else: a script can rely on it. */
  overBudget: 1,
  usage: 2,
  input: 3,
  failure: 4,
} as const;

/** The exit codes of the other commands. */
export const exitCodes = {
  done: 0,
  /** Something was found that the command looks for, and nothing else. `terms` lists, and finds nothing. */
  findings: 1,
  /** The command was wrong, or something could not be read: there may be more than was found. */
  incomplete: 2,
} as const;

/** The exit codes of `ask`. */
export const askExitCodes = {
  done: 0,
  /** The answer does not fit the schema, and nothing else. */
  findings: 1,
  /** The command was wrong, or something could not be read: nothing was sent. */
  usage: 2,
  /** There is no whole answer. */
  provider: 3,
  failure: 4,
  /** It may cost more than was allowed, or had more characters than are read. */
  cap: 5,
  /** By Ctrl+C (128 and the number of the signal, as shells say it), or because nobody reads on. */
  cancelled: 130,
} as const;

type CodeOf<T> = T[keyof T];
export type ExitCode = CodeOf<typeof countExitCodes> | CodeOf<typeof exitCodes> | CodeOf<typeof askExitCodes>;

/** The options of a command and its other arguments, `--help` among them. @throws UsageError */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  const help = { type: 'boolean', short: 'h' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...options, help } });
  } catch (error) {
    // Node gives advice in lines of its own.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replaceAll('\n', ' '), usage);
  }
}
