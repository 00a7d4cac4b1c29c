import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** A vocabulary as its maker publishes it, brought to one shape. The ids of merged tokens are their ranks. */
export interface SourceVocabulary {
  readonly unit: 'byte' | 'codePoint';
  /**
   * Token by id. With unit `byte` each character is one byte (Latin-1); with `codePoint` it is text, `▁` written as a space.
   * Special tokens are left out: plain text never becomes one.
   */
  readonly tokens: ReadonlyMap<number, string>;
  /** Ids of tokens that are taken out of the text before anything else. */
  readonly literals?: ReadonlySet<number>;
  /** Id of each byte that stands for a part of a character that the vocabulary lacks. */
  readonly fallback?: ReadonlyMap<number, number>;
  /** A piece that is a token as a whole becomes it, even where merges would not lead there. */
  readonly wholePieces: boolean;
}

export function packageFile(packageName: string, file: string): string {
  let folder = path.dirname(require.resolve(packageName));
  while (path.basename(folder) !== path.basename(packageName)) folder = path.dirname(folder);
  return path.join(folder, file);
}

/** @throws if the file is not the one that was checked when its hash was written down. */
export function readChecked(packageName: string, file: string, sha256: string): Buffer {
  const content = readFileSync(packageFile(packageName, file));
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) throw new Error(`${packageName}/${file} has changed: its SHA-256 is ${found}, not ${sha256}.`);
  return content;
}
