// The hand-made clues of data/senses.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { DataError } from '../tables/dataFile';
import { LastMade } from '../tables/lastMade';

export interface WordList {
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

/** As they are written; `checkClues` says what is wrong in them. @throws DataError where one is no YAML, or no list or map */
export function readClueFiles(folder: string): ClueFiles {
  const load = <T extends object>(name: string, none: T): T => {
    const file = path.join(folder, name);
    if (!existsSync(file)) return none;
    const { document, lines, value } = parseClues(readFileSync(file, 'utf8'));
    const shown = path.join('data', 'senses', name);
    const [error] = document.errors;
    if (error) throw new DataError(shown, lines.linePos(error.pos[0]).line, error.message);
    const isList = Array.isArray(none);
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== isList) {
      throw new DataError(shown, 1, `this file must be a ${isList ? 'list' : 'map'}`);
    }
    return value as T;
  };
  return {
    vocabulary: load('vocabulary.yml', { ai: { sure: [], strong: [], weak: [] }, fields: {} }),
    words: load('words.yml', []),
    sure: load('sure.yml', []),
  };
}

interface ParsedClues {
  readonly document: Document;
  readonly lines: LineCounter;
  /** Nothing where the document has errors. */
  readonly value: unknown;
}

/** The three files, as they are and as they were changed last. */
const lastParsed = new LastMade<ParsedClues>(6);

export const parseClues = (text: string): ParsedClues =>
  lastParsed.get(text, () => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    return { document, lines, value: document.errors.length > 0 ? undefined : document.toJS() };
  });
