// Labelled excerpts: what data/senses/cases holds.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A stretch of a text that is labelled otherwise than the rest. */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly isMeant: boolean;
}

export interface SenseCase {
  readonly file: string;
  /** The word under test, as the glossary writes it. */
  readonly about: string;
  readonly class: 'prose' | 'comment' | 'identifier' | 'string';
  readonly language: string;
  readonly text: string;
  readonly isMeant: boolean;
  readonly marks: readonly Mark[];
}

interface Written {
  about: string;
  class: SenseCase['class'];
  language: string;
  meant: boolean;
  text: string;
}

const marks = /⟦([^⟧]*)⟧|⟨([^⟩]*)⟩/gu;

/** The cases of the files whose names begin with `prefix`. */
export function readCases(folder: string, prefix: 'fit-' | 'held-'): SenseCase[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.yml'))
    .sort()
    .flatMap((name) =>
      (parse(readFileSync(path.join(folder, name), 'utf8')) as Written[]).map((written) => caseOf(name, written)),
    );
}

function caseOf(file: string, { about, class: kind, language, meant, text: marked }: Written): SenseCase {
  const found: Mark[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(marks)) {
    text += marked.slice(from, match.index);
    const words = match[1] ?? match[2] ?? '';
    found.push({ start: text.length, end: text.length + words.length, isMeant: match[1] !== undefined });
    text += words;
    from = match.index + match[0].length;
  }
  text += marked.slice(from);
  return { file, about, class: kind, language, text, isMeant: meant, marks: found };
}

/** Whether a term that stands there is meant. */
export const labelAt = ({ marks: all, isMeant }: SenseCase, start: number, end: number): boolean =>
  all.find((mark) => mark.start < end && start < mark.end)?.isMeant ?? isMeant;
