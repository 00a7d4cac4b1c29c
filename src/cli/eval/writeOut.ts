import path from 'node:path';
import { FileError } from '../../core/files/files';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';
import { kindOf } from '../shared/workspace';

/** Says before anything is paid for that a file cannot be written. @throws InputError */
export async function assertWritable(outs: readonly (string | undefined)[]): Promise<void> {
  for (const out of outs) {
    if (out === undefined || out === '-') continue;
    if ((await kindOf(path.dirname(path.resolve(out)))) === 'folder' && (await kindOf(out)) !== 'folder') continue;
    throw new InputError(`Cannot write ${out}: there is no such folder, or it is one.`);
  }
}

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
