// The hand-made clues of data/senses.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

interface WordList {
  readonly phrases?: readonly string[];
  readonly words?: readonly string[];
}

export interface FormWords {
  readonly form: string;
  readonly ours?: WordList;
  readonly others?: readonly (WordList & { readonly sense: string })[];
}

export interface Vocabulary {
  readonly ai: {
    readonly sure: readonly string[];
    readonly strong: readonly string[];
    readonly weak: readonly string[];
  };
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface ClueFiles {
  readonly vocabulary: Vocabulary;
  readonly words: readonly FormWords[];
  /** Forms that need no decision. */
  readonly sure: readonly string[];
}

export function readClueFiles(folder: string): ClueFiles {
  const load = <T>(name: string, none: T): T => {
    const file = path.join(folder, name);
    return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as T) : none;
  };
  return {
    vocabulary: load('vocabulary.yml', { ai: { sure: [], strong: [], weak: [] }, fields: {} }),
    words: load('words.yml', []),
    sure: load('sure.yml', []),
  };
}
