import { sayInEnglish } from '../../core/base/say';
import type { Lifecycle } from '../../core/catalog/lifecycle';
import type { IdConfig } from '../../core/code/ids/config/idConfig';
import type { JudgedId } from '../../core/code/ids/evaluate';
import { idLines } from '../../core/code/ids/sentences';
import type { FieldGuide } from '../../core/fieldGuide';
import { languageOfFile } from '../../core/text/languageOfFile';
import { maxTextBytes, readText, unlessSlow } from '../shared/readText';
import type { FoundConfig } from './config';

/** An id in a file, as the command line prints it. Lines and columns count from 1, columns in UTF-16 code units. */
export interface IdFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Behind its last character. */
  readonly endColumn: number;
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

/** The rules for a file. */
interface FileRules extends FoundConfig {
  /** Days, as they were asked for; undefined: those of the config. */
  readonly within: number | undefined;
}

/** The ids in a file that have ended or will within some days, and those that no table knows. @throws InputError */
export async function checkFile(file: string, guide: FieldGuide, rules: FileRules): Promise<IdFinding[]> {
  const languageId = languageOfFile(file);
  if (languageId === undefined || rules.ignoresFile(file)) return [];
  const text = await readText(file, maxTextBytes);
  if (text === undefined) return [];
  const { config } = rules;
  const within = rules.within ?? config.warnWithinDays ?? 0;
  const found = await unlessSlow(file, () => guide.idsIn({ text, languageId }));
  const judged = await guide.judgeIds(found, { config, within });
  const lifecycle = await guide.lifecycle();
  return judged.flatMap((each) => findingOf(file, each, config, lifecycle) ?? []);
}

function findingOf(
  file: string,
  { found, ending }: JudgedId,
  config: IdConfig,
  lifecycle: Lifecycle,
): IdFinding | undefined {
  const { line, column, written, named, start, end } = found;
  const place = { file, line: line + 1, column: column + 1, endColumn: column + 1 + end - start, id: written };
  if (!named) {
    if (config.severity.unknown === 'off') return undefined;
    const message = `${written} is not known here: it may be newer than this program, or misspelt.`;
    return { ...place, status: 'unknown', date: null, replacement: null, message, source: null };
  }
  // A date that is only information breaks nothing, as the maker's at another host.
  if (ending?.severity !== 'error' && ending?.severity !== 'warning') return undefined;
  const { judgement } = ending;
  return {
    ...place,
    status: judgement.status === 'retired' ? 'retired' : 'deprecated',
    date: judgement.date ?? null,
    replacement: judgement.successor?.id ?? null,
    message: idLines(written, judgement, sayInEnglish).join(' '),
    source: lifecycle.sourceOf(judgement.record).url,
  };
}
