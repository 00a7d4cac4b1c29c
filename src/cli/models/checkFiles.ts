import type { Day } from '../../core/base/day';
import { sayInEnglish } from '../../core/base/say';
import type { Lifecycle } from '../../core/catalog/lifecycle';
import { configuredSeverity, ignoresId } from '../../core/code/ids/config/idConfig';
import type { IdConfig } from '../../core/code/ids/config/idConfig';
import { findIdsInFile } from '../../core/code/ids/fileIds';
import type { FoundId } from '../../core/code/ids/findIds';
import { evaluate } from '../../core/code/ids/evaluate';
import { languageOfFile } from '../../core/text/languageOfFile';
import type { ModelNames } from '../../core/catalog/names/modelNames';
import { idLines } from '../../core/code/ids/sentences';
import { maxTextBytes, readText } from '../shared/readText';
import type { FoundConfig } from './config';

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

interface IdRules {
  readonly names: ModelNames;
  readonly lifecycle: Lifecycle;
  readonly today: Day;
  /** Days, as they were asked for; undefined: those of the config. */
  readonly within: number | undefined;
}

/** The ids in a file that have ended or will within some days, and those that no table knows. @throws InputError */
export async function checkFile(file: string, rules: IdRules, found: FoundConfig): Promise<IdFinding[]> {
  const languageId = languageOfFile(file);
  if (languageId === undefined || found.ignoresFile(file)) return [];
  const text = await readText(file, maxTextBytes);
  if (text === undefined) return [];
  const ids = await findIdsInFile({ text, languageId }, rules.names, () => undefined);
  return ids.flatMap((each) => findingOf(file, each, rules, found.config) ?? []);
}

function findingOf(file: string, found: FoundId, rules: IdRules, config: IdConfig): IdFinding | undefined {
  const { line, column, written, named } = found;
  if (ignoresId(config.ignore.ids, found)) return undefined;
  const place = { file, line: line + 1, column: column + 1, id: written };
  if (!named) {
    if (config.severity.unknown === 'off') return undefined;
    const message = `${written} is not known here: it may be newer than this program, or misspelt.`;
    return { ...place, status: 'unknown', date: null, replacement: null, message, source: null };
  }
  const judgement = evaluate(named, rules.lifecycle, rules.today, rules.within ?? config.warnWithinDays ?? 0);
  const severity = judgement && configuredSeverity(judgement, named, config);
  // What is said by the way breaks nothing, as the maker's date at another host.
  if (!judgement || (severity !== 'error' && severity !== 'warning')) return undefined;
  return {
    ...place,
    status: judgement.status === 'retired' ? 'retired' : 'deprecated',
    date: judgement.date ?? null,
    replacement: judgement.successor?.id ?? null,
    message: idLines(written, judgement, sayInEnglish).join(' '),
    source: rules.lifecycle.sourceOf(judgement.record).url,
  };
}
