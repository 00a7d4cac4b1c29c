import { glob, isDynamicPattern } from 'tinyglobby';
import { FileError } from '../../core/files/files';
import { FileText } from '../../core/files/fileText';
import { host } from '../../host/node/host';
import { InputError, UsageError, inOneLine } from './commandLine';
import type { Console } from './commandLine';

/** Standard input among the names of files. */
export const standardInput = '-';

/**
 * Yields the names of the files to count. Patterns that the shell did not expand, as on Windows, are expanded here. A
 * pattern that is the name of a file counts as that file.
 * @throws UsageError
 */
export async function* inputNames(files: readonly string[]): AsyncGenerator<string> {
  if (files.filter((file) => file === standardInput).length > 1) {
    throw new UsageError('Standard input (-) can be counted once.');
  }
  for (const file of files) {
    const pattern = process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
    if (file === standardInput || !isDynamicPattern(pattern) || (await host.disk.exists(file))) yield file;
    else yield* await expand(pattern);
  }
}

async function expand(pattern: string): Promise<string[]> {
  const found = await glob(pattern, { expandDirectories: false });
  // A pattern without a match stays as it is, and is then a file that does not exist.
  return found.length === 0 ? [pattern] : found.sort();
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; give its files',
  EACCES: 'reading it is not allowed',
};

/**
 * Reads the text of a file, without its byte order mark, with a warning about it if there is one.
 * @throws InputError
 */
export async function readInput(
  name: string,
  { readStandardInput }: Console,
): Promise<{ text: string; warning?: string }> {
  const bytes = name === standardInput ? await readStandardInput() : await read(name);
  const file = FileText.of(bytes);
  const what = name === standardInput ? 'Standard input' : name;
  if (!file) throw new InputError(`Cannot read ${what}: it is not a text in UTF-8 or UTF-16.`);
  const text = file.text();
  if (!file.undecodable) return { text };
  const encoding = file.encoding === 'utf-8' ? 'UTF-8' : 'UTF-16';
  return {
    text,
    warning: inOneLine(`${what} is not valid ${encoding}: counted with U+FFFD for what cannot be decoded.`),
  };
}

/** Parses a JSON text. @param name of its file, for the message. @throws InputError */
export function parseJsonInput(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new InputError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function read(name: string): Promise<Uint8Array> {
  try {
    // A name may be that of a pipe.
    return await host.files.read(name);
  } catch (error) {
    const code = error instanceof FileError ? error.systemCode : '';
    throw new InputError(`Cannot read ${name}: ${problems[code] ?? code}.`);
  }
}
