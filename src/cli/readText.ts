import { readFile } from 'node:fs/promises';
import { UsageError } from './usageError';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; give its files',
  EACCES: 'reading it is not allowed',
};

/** The text of a file, or of standard input for `-`. A byte order mark stays: it has tokens. @throws UsageError */
export async function readText(name: string, readStandardInput: () => Promise<Uint8Array>): Promise<string> {
  const bytes = name === '-' ? await readStandardInput() : await read(name);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function read(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`Cannot read ${name}: ${PROBLEMS[code] ?? code}.`);
  }
}
