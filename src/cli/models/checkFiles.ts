import { sayInEnglish } from '../../core/base/say';
import type { Lifecycle } from '../../core/catalog/lifecycle';
import type { IdConfig } from '../../core/code/ids/config/idConfig';
import type { JudgedId } from '../../core/code/ids/evaluate';
import { foldListed } from '../../core/code/ids/fold';
import type { FoldedId } from '../../core/code/ids/fold';
import { foldedLines } from '../../core/code/ids/sentences';
import type { FieldGuide } from '../../core/fieldGuide';
import { languageOfFile } from '../../core/text/languageOfFile';
import { InputError, inOneLine } from '../shared/commandLine';
import { maxTextBytes, readText, unlessSlow } from '../shared/readText';
import type { FoundConfig } from './config';

/** An id in a file, as the command line prints it. Lines and columns count from 1, columns in UTF-16 code units. */
export interface IdFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Column behind the last character of the id. */
  readonly endColumn: number;
  readonly id: string;
  readonly status: 'retired' | 'deprecated' | 'unknown';
  /** When it ends or has ended, as published. */
  readonly date: string | null;
  readonly replacement: string | null;
  /**
   * `error` and `warning` break something. `information`: the id is called at another host, only listed, or unknown.
   */
  readonly severity: 'error' | 'warning' | 'information';
  /**
   * Text for the user. `null` where the message of another finding of the file covers this id, too, as nothing calls
   * it.
   */
  readonly message: string | null;
  /** Address of the page on which the date was read. */
  readonly source: string | null;
}

/** The rules for a file. */
interface FileRules extends FoundConfig {
  /** Days that `--within` names; `undefined` for those of the config. */
  readonly within: number | undefined;
}

/** The most findings of a file: as many as VS Code shows. */
const maxFindings = 1_000;

/**
 * Returns the ids in a file that have ended or will end within some days, and those that no table knows.
 * @param on.unread gets the reason why a part of the file was not read, `on.note` other notes on it
 * @throws InputError
 */
export async function checkFile(
  file: string,
  guide: FieldGuide,
  rules: FileRules,
  on: { readonly unread: (why: InputError) => void; readonly note: (line: string) => void },
): Promise<IdFinding[]> {
  const languageId = languageOfFile(file);
  if (languageId === undefined || rules.ignoresFile(file)) return [];
  const text = await readText(file, maxTextBytes);
  if (text === undefined) return [];
  const { config } = rules;
  const within = rules.within ?? config.warnWithinDays ?? 0;
  const onSlow = (): void =>
    on.unread(new InputError(`Cannot read all of ${file}: it takes too long. What was found until then is printed.`));
  const found = await unlessSlow(file, () => guide.idsIn({ text, languageId }, onSlow));
  const judged = await guide.judgeIds(found, { config, within });
  const lifecycle = await guide.lifecycle();
  const shown = judged.filter((each) => isShown(each, config));
  const messages = new Map(foldListed(shown).map((folded) => [folded.found, messageOf(folded)]));
  if (shown.length > maxFindings)
    on.note(inOneLine(`There are more than 1,000 findings in ${file}: the rest is left out.`));
  return mostOf(shown).map((each) => findingOf(file, each, messages.get(each.found) ?? null, lifecycle));
}

/** Limits the findings of a file to `maxFindings`. Those that break something are kept before those that only inform. */
function mostOf(shown: readonly JudgedId[]): readonly JudgedId[] {
  if (shown.length <= maxFindings) return shown;
  const breaks = ({ ending }: JudgedId): boolean => ending?.severity === 'error' || ending?.severity === 'warning';
  const first = [...shown.filter(breaks), ...shown.filter((each) => !breaks(each))].slice(0, maxFindings);
  const kept = new Set(first);
  return shown.filter((each) => kept.has(each));
}

/** Whether a finding is shown. A deprecated id is shown only on request: with `--within`, or by the config. */
function isShown({ found, ending }: JudgedId, config: IdConfig): boolean {
  if (!found.named) return config.severity.unknown !== 'off';
  if (!ending) return false;
  const { severity, judgement } = ending;
  return severity === 'information' ? judgement.status !== 'deprecated' : severity !== 'hint';
}

const messageOf = (folded: FoldedId): string =>
  folded.found.named
    ? foldedLines(folded, sayInEnglish).join(' ')
    : `${folded.found.written} is not known here: it may be newer than this program, or misspelt.`;

function findingOf(file: string, { found, ending }: JudgedId, message: string | null, lifecycle: Lifecycle): IdFinding {
  const { line, column, written, start, end } = found;
  const place = { file, line: line + 1, column: column + 1, endColumn: column + 1 + end - start, id: written, message };
  if (!ending) {
    return { ...place, status: 'unknown', date: null, replacement: null, severity: 'information', source: null };
  }
  const { judgement, severity } = ending;
  return {
    ...place,
    status: judgement.status === 'retired' ? 'retired' : 'deprecated',
    date: judgement.date ?? null,
    replacement: judgement.successor?.id ?? null,
    severity: severity === 'hint' ? 'information' : severity,
    source: lifecycle.sourceOf(judgement.record).url,
  };
}
