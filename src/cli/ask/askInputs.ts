import { createReadStream } from 'node:fs';
import path from 'node:path';
import { formatBytes } from '../../core/base/numbers';
import { maxTextLength } from '../../core/chat/messages/chatTypes';
import { FileTooLargeError } from '../../core/files/disk';
import { FileText } from '../../core/files/fileText';
import { InputError, UsageError } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';
import { standardInput } from '../shared/inputs';
import { readUpTo } from '../shared/readUpTo';
import { cannotRead } from '../shared/walkFiles';

const nameOf = (file: string): string => (file === standardInput ? 'standard input' : file);

/** Reads the bytes of a file, a pipe or standard input. @throws InputError */
export async function readBytes(file: string, { readStandardInput }: Console, maxBytes: number): Promise<Uint8Array> {
  try {
    if (file === standardInput) return await readStandardInput(maxBytes);
    return await readUpTo(createReadStream(file) as AsyncIterable<Uint8Array>, maxBytes);
  } catch (error) {
    if (!(error instanceof FileTooLargeError)) throw cannotRead(nameOf(file), error);
    throw new InputError(`Cannot read ${nameOf(file)}: it has more than ${formatBytes(maxBytes)}.`);
  }
}

/**
 * Reads a text that is sent unchanged, without its byte order mark. A character that cannot be read is an error, as it
 * would change the text.
 * @throws InputError
 */
export async function readExactText(file: string, console: Console): Promise<string> {
  // No character of UTF-8 has fewer bytes than UTF-16 code units.
  const found = FileText.of(await readBytes(file, console, maxTextLength));
  if (!found) throw new InputError(`Cannot read ${nameOf(file)}: it is not a text in UTF-8 or UTF-16.`);
  const text = found.text();
  if (!found.undecodable) return text;
  throw new InputError(
    `Cannot read ${nameOf(file)}: it is not valid ${found.encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'}.`,
  );
}

/** @throws InputError, and UsageError where the prompt is empty */
export async function readPrompt(file: string, console: Console): Promise<string> {
  const prompt = await readExactText(file, console);
  if (prompt.trim() === '') throw new UsageError(`The prompt is empty: there is nothing in ${nameOf(file)}.`);
  return prompt;
}

/** Returns the name of a file without its folders; `undefined` for standard input. */
export const baseName = (file: string): string | undefined =>
  file === standardInput ? undefined : path.basename(file);
