import { FileError } from '../../core/files/files';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';

/** Writes a text to a file, or `-` to standard output. @throws InputError */
export async function writeOut(out: string, text: string, { print }: Pick<Console, 'print'>): Promise<void> {
  if (out === '-') return print(text);
  try {
    await host.files.writeWhole(out, [new TextEncoder().encode(`${text}\n`)]);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new InputError(`Cannot write ${out}: ${error.systemCode || error.code}.`);
  }
}
