import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { FetchLike } from '../../core/chat/messages/transport';
import type { FieldGuide } from '../../core/fieldGuide';

/** The input and output of a command. */
export interface Console {
  /**
   * Reads all of standard input: at most `maxBytes`, where they are given.
   * @throws FileTooLargeError, which tells how many bytes had come
   */
  readonly readStandardInput: (maxBytes?: number) => Promise<Uint8Array>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** The process of a command that asks a model. */
export interface Caller {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: FetchLike;
  /** Reads a file that lies beside the program. */
  readonly readOwn: (name: string) => Promise<Uint8Array>;
  /** Returns the path of a thread's script that lies beside the program. */
  readonly script: (name: string) => string;
  /** Prints a piece of text unchanged. */
  readonly write: (text: string) => void;
  /** Whether a terminal shows the output. Text of a model must not control it. */
  readonly isTerminal: boolean;
  /**
   * Shows a line on standard error in place of the one before; an empty line removes it. Absent where standard error is
   * no terminal.
   */
  readonly rewrite?: (line: string) => void;
  /** Runs work that ends early, by its signal, on Ctrl+C or when nobody reads the output any more. */
  readonly untilCancelled: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** The console of a command, and what it needs for its answers. */
export interface CommandLine {
  readonly console: Console;
  readonly guide: FieldGuide;
  /** Absent where nothing can be sent: commands that count, look and check do not need it. */
  readonly caller?: Caller;
}

/**
 * An error that tells the user what to change in the command, with its usage below. The message may quote the
 * arguments.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string | undefined, usage?: string) {
    super(
      [message === undefined ? undefined : inOneLine(message), usage].filter((part) => part !== undefined).join('\n\n'),
    );
  }
}

/** The error for a file that cannot be read. The message names the file and the reason. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(message: string) {
    super(inOneLine(message));
  }
}

/**
 * Escapes line breaks and other control characters, and the marks of commands to CI: `::error` of GitHub, `##vso[` of
 * Azure. A file name may contain them to control the terminal, or CI that reads the log.
 */
export const inOneLine = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]|(?<=^\s*):(?=:)|#(?=#(?:\[|vso\[))/giu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The exit codes of `count`, and that of a program that failed. */
export const countExitCodes = {
  done: 0,
  /** The budget was exceeded, and nothing else went wrong. A script can rely on that. */
  overBudget: 1,
  usage: 2,
  input: 3,
  failure: 4,
} as const;

/** The exit codes of the other commands. */
export const exitCodes = {
  done: 0,
  /**
   * The command found what it looks for, and nothing else went wrong. `terms` only lists and never returns this code.
   */
  findings: 1,
  /** The command was wrong, or something could not be read, so that there may be more findings. */
  incomplete: 2,
} as const;

/** The exit codes of `ask`. */
export const askExitCodes = {
  done: 0,
  /** The answer does not fit the schema, and nothing else. */
  findings: 1,
  /** The command was wrong, or something could not be read: nothing was sent. */
  usage: 2,
  /** There is no complete answer. */
  provider: 3,
  failure: 4,
  /** The answer may cost more than allowed, or has more characters than are read. */
  cap: 5,
  /** Ended by Ctrl+C (128 plus the number of the signal, as in shells), or because nobody reads the output any more. */
  cancelled: 130,
} as const;

type CodeOf<T> = T[keyof T];
export type ExitCode = CodeOf<typeof countExitCodes> | CodeOf<typeof exitCodes> | CodeOf<typeof askExitCodes>;

/** Parses the options of a command, `--help` among them, and its other arguments. @throws UsageError */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  const help = { type: 'boolean', short: 'h' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...options, help } });
  } catch (error) {
    // Node adds advice in separate lines.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replaceAll('\n', ' '), usage);
  }
}
