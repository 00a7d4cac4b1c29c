import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import * as v from 'valibot';

const record = v.object({ sha256: v.string(), sources: v.record(v.string(), v.string()) });

interface PocketCheck {
  /** Those that changed since the model was trained, came or went. A reason to train it again some day, and no failure. */
  readonly drifted: readonly string[];
  /** The model that ships is the one of the training record. */
  readonly isRecorded: boolean;
}

/**
 * Compares what the built-in model learns from, the files of `patterns` in `root`, with the record of its training.
 * @throws what the file system does, or ValiError, where there is no record that can be read
 */
export function checkPocket(root: string, patterns: readonly string[]): PocketCheck {
  const hash = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('hex');
  const { sha256, sources } = v.parse(
    record,
    JSON.parse(readFileSync(path.join(root, 'data/pocket/training.json'), 'utf8')),
  );
  const changed = globSync(patterns, { cwd: root }).filter((file) => sources[file] !== hash(file).slice(0, 16));
  const gone = Object.keys(sources).filter((file) => !existsSync(path.join(root, file)));
  return { drifted: [...changed, ...gone].toSorted(), isRecorded: hash('data/pocket/pocket.bin') === sha256 };
}

/** Files that the short line names. */
const named = 3;

/** Says it in a short line, or with `all` names every file. */
export function driftWords(drifted: readonly string[], all: boolean): string {
  if (drifted.length === 0) return 'The built-in model was trained on what stands here.';
  const some = all ? drifted : drifted.slice(0, named);
  const rest = drifted.length - some.length;
  const files = all
    ? `:\n${some.join('\n')}\n`
    : ` (${some.join(', ')}${rest > 0 ? ` and ${rest} more: -- --all` : ''}). `;
  const count = drifted.length === 1 ? '1 file has' : `${drifted.length} files have`;
  return `${count} changed since the built-in model was trained${files}To train it again: python3 scripts/pocket/corpus.py && python3 scripts/pocket/train.py`;
}
