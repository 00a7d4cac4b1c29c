import { FileError } from '../../core/files/files';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';

/** Finds out before a run whether a file can be written: it stays as it is. @throws InputError */
export async function checkOut(out: string | undefined): Promise<void> {
  if (out === undefined || out === '-') return;
  const tried = new Error();
  try {
    await host.files.writeWhole(out, [], () => Promise.reject(tried));
  } catch (error) {
    if (error !== tried) throw unwritten(out, error);
  }
}

/** Writes a text to a file, or `-` to standard output. @throws InputError */
export async function writeOut(out: string, text: string, { print }: Pick<Console, 'print'>): Promise<void> {
  if (out === '-') return print(text);
  try {
    await host.files.writeWhole(out, [new TextEncoder().encode(`${text}\n`)]);
  } catch (error) {
    throw unwritten(out, error);
  }
}

const unwritten = (out: string, error: unknown): unknown =>
  error instanceof FileError ? new InputError(`Cannot write ${out}: ${error.systemCode || error.code}.`) : error;
