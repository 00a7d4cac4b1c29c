import { FileError } from '../../core/files/files';
import { host } from '../../host/node/host';
import { InputError } from './commandLine';
import type { CommandLine } from './commandLine';
import { forTerminal } from './sayHere';

/** Checks before a run that a file can be written, and leaves it as it is. @throws InputError */
export async function checkOut(out: string | undefined): Promise<void> {
  if (out === undefined || out === '-') return;
  const tried = new Error();
  try {
    await host.files.writeWhole(out, [], () => Promise.reject(tried));
  } catch (error) {
    if (error !== tried) throw unwritten(out, error);
  }
}

/** The output for printed texts. */
export type Printer = Pick<CommandLine, 'console' | 'caller'>;

/** Writes a text to a file, or `-` to standard output. @throws InputError */
export async function writeOut(out: string, text: string, { console, caller }: Printer): Promise<void> {
  if (out === '-') return console.print(caller?.isTerminal ? forTerminal(text) : text);
  try {
    await host.files.writeWhole(out, [new TextEncoder().encode(`${text}\n`)]);
  } catch (error) {
    throw unwritten(out, error);
  }
}

const unwritten = (out: string, error: unknown): unknown =>
  error instanceof FileError ? new InputError(`Cannot write ${out}: ${error.systemCode || error.code}.`) : error;
