import { formatBytes } from '../../core/base/numbers';
import { TooSlowError } from '../../core/base/work';
import { FileTooLargeError } from '../../core/files/disk';
import { FileText } from '../../core/files/fileText';
import { host } from '../../host/node/host';
import { InputError } from './commandLine';
import { cannotRead } from './walkFiles';

/** The most bytes of a file. A longer text may not fit into one string. */
export const maxTextBytes = 500 * 1024 ** 2;

/**
 * Returns the text of a file; `undefined` where it is no text in UTF-8 or UTF-16.
 * @throws InputError, also for more than `maxBytes`
 */
export async function readText(file: string, maxBytes: number): Promise<string | undefined> {
  return FileText.of(await readBytes(file, maxBytes))?.text();
}

/** Returns the text of a file in UTF-8, without its byte order mark. @throws InputError */
export const readUtf8 = async (file: string, maxBytes: number): Promise<string> =>
  new TextDecoder().decode(await readBytes(file, maxBytes));

/** Runs work on the text of a file. @throws InputError where it takes too long */
export async function unlessSlow<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TooSlowError ? new InputError(`Cannot read ${file}: it takes too long.`) : error;
  }
}

async function readBytes(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await host.disk.read(file, { maxBytes });
  } catch (error) {
    if (!(error instanceof FileTooLargeError)) throw cannotRead(file, error);
    throw new InputError(`Cannot read ${file}: it has more than ${formatBytes(maxBytes)}.`);
  }
}
