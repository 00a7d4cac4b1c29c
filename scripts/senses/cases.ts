// Labelled excerpts: what data/senses/cases holds.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Term } from '../../src/core/glossary/find/glossaryTable';
import { parseDataFile } from '../tables/dataFile';
import type { DataFile } from '../tables/dataFile';
import { FormNames } from './formNames';

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

/**
 * The cases of the files of `data/senses/cases` whose names begin with `prefix`, each about a form of the glossary.
 * @throws DataError naming file and line
 */
export function readCases(dataDir: string, prefix: 'fit-' | 'held-', glossary: readonly Term[]): SenseCase[] {
  const folder = path.join(dataDir, 'senses/cases');
  const schema = JSON.parse(readFileSync(path.join(dataDir, 'schemas/sense-cases.schema.json'), 'utf8')) as object;
  const forms = new FormNames(glossary);
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.yml'))
    .sort()
    .flatMap((name) => {
      const file = parseDataFile(`data/senses/cases/${name}`, readFileSync(path.join(folder, name), 'utf8'), schema);
      return (file.entries as Written[]).map((written, index) => {
        const found = caseOf(name, written);
        checkCase(found, forms, file, index);
        return found;
      });
    });
}

function checkCase({ about, text }: SenseCase, forms: FormNames, file: DataFile, index: number): void {
  const problem = forms.problemWith(about, true);
  if (problem !== undefined) file.fail([index, 'about'], problem);
  const mark = /[⟦⟧⟨⟩]/u.exec(text)?.[0];
  if (mark !== undefined) file.fail([index, 'text'], `a ${mark} stands alone: a mark is ⟦meant⟧ or ⟨not meant⟩`);
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
