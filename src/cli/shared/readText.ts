import { readFile, stat } from 'node:fs/promises';
import { formatBytes } from '../../core/base/numbers';
import { FileText } from '../../core/files/fileText';
import { InputError } from './errors';
import { cannotRead } from './walkFiles';

/** The text of a file; undefined: it is none in UTF-8 or UTF-16. @throws InputError, where it is longer than that too. */
export async function readText(file: string, mostBytes: number): Promise<string | undefined> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  if (size > mostBytes) throw new InputError(`Cannot read ${file}: it has more than ${formatBytes(mostBytes)}.`);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  return FileText.of(bytes)?.text();
}
