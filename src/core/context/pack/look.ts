import { TooSlowError } from '../../base/work';
import { FileText } from '../../files/fileText';
import { mayHoldKeys } from '../../files/namedFiles';
import type { PackInput } from './packed';

/** Whether a text holds a key or a password. @throws TooSlowError */
export type HoldsSecret = (text: string) => Promise<boolean>;

/**
 * Returns the text of a file, or why it is not packed. The name is packed with the text, and is searched for secrets,
 * too.
 */
export async function lookAtFile(file: string, bytes: Uint8Array, holdsSecret: HoldsSecret): Promise<PackInput> {
  const { length } = bytes;
  const text = FileText.of(bytes)?.text();
  if (text === undefined) return { file, bytes: length, reason: 'binary' };
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (mayHoldKeys(name) || (await isSecret(`${file}\n${text}`, holdsSecret)))
    return { file, bytes: length, reason: 'secret' };
  return { file, bytes: length, text };
}

/** Whether a text holds a secret. One that cannot be searched in time counts as such. */
async function isSecret(text: string, holdsSecret: HoldsSecret): Promise<boolean> {
  try {
    return await holdsSecret(text);
  } catch (error) {
    if (error instanceof TooSlowError) return true;
    throw error;
  }
}
