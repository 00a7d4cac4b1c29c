import { readFile } from 'node:fs/promises';
import type { Day } from '../../core/base/day';
import { sayInEnglish } from '../../core/base/say';
import type { Lifecycle } from '../../core/catalog/lifecycle';
import { findModelIds } from '../../core/modelIds/findIds';
import type { FoundId } from '../../core/modelIds/findIds';
import { judge } from '../../core/modelIds/judge';
import { languageOfFile } from '../../core/modelIds/languageOfFile';
import type { ModelNames } from '../../core/modelIds/modelNames';
import { idLines } from '../../core/modelIds/sentences';
import { Regions } from '../../core/regions/regions';
import { FileText } from '../../core/tokens/folder/fileText';
import { cannotRead } from './walkFiles';

/** An id in a file, as the command line prints it. Lines and columns count from 1, columns in UTF-16 code units. */
export interface IdFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly id: string;
  readonly status: 'retired' | 'deprecated' | 'unknown';
  /** When it ends or has ended, as published. */
  readonly date: string | null;
  readonly replacement: string | null;
  /** For people. */
  readonly message: string;
  /** Where the date was read. */
  readonly source: string | null;
}

export interface IdRules {
  readonly names: ModelNames;
  readonly lifecycle: Lifecycle;
  readonly today: Day;
  /** Days; 0: what has ended alone. */
  readonly within: number;
}

/** The ids in a file that have ended or will within some days, and those that no table knows. @throws InputError */
export async function checkFile(file: string, rules: IdRules): Promise<IdFinding[]> {
  const languageId = languageOfFile(file);
  if (languageId === undefined) return [];
  const bytes = await readFile(file).catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  // A bare carriage return ends a line, as it does in the editor.
  const text = FileText.of(bytes)
    ?.text()
    .replace(/\r(?!\n)/g, '\n');
  if (text === undefined) return [];
  const found = await findModelIds(
    { text, languageId, regionAt: regionReader(languageId, text) },
    rules.names,
    () => undefined,
  );
  return (found ?? []).flatMap((each) => findingOf(file, each, rules) ?? []);
}

/** Read only where an id was found: most files have none. */
function regionReader(languageId: string, text: string) {
  let regions: Regions | undefined;
  return (line: number, column: number) => {
    if (!regions) {
      const lines = text.split(/\r?\n/);
      regions = new Regions(languageId, { lineCount: lines.length, line: (index) => lines[index] ?? '' });
    }
    // Nobody waits for a turn here: all slices at once.
    Array.from(regions.prepare(line));
    return Promise.resolve(regions.at(line, column));
  };
}

function findingOf(file: string, { line, column, written, named }: FoundId, rules: IdRules): IdFinding | undefined {
  const place = { file, line: line + 1, column: column + 1, id: written };
  if (!named) {
    const message = `${written} is not known here: it may be newer than this program, or misspelt.`;
    return { ...place, status: 'unknown', date: null, replacement: null, message, source: null };
  }
  const judgement = judge(named, rules.lifecycle, rules.today, rules.within);
  // At another host the maker's date breaks nothing.
  if (!judgement || judgement.severity === 'information') return undefined;
  return {
    ...place,
    status: judgement.status === 'retired' ? 'retired' : 'deprecated',
    date: judgement.date ?? null,
    replacement: judgement.successor?.id ?? null,
    message: idLines(written, judgement, sayInEnglish).join(' '),
    source: rules.lifecycle.sourceOf(judgement.record).url,
  };
}
