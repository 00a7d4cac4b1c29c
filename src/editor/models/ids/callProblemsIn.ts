import type { Range } from 'vscode';
import type { Diagnostic, TextDocument, Uri } from 'vscode';
import { hintSeverity } from '../../../core/code/hints/callHints';
import type { NearMiss } from '../../../core/code/calls/nearMiss';
import { callSourceOf } from '../callsAt';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { FieldGuide } from '../../../core/fieldGuide';
import { maxShown, newDiagnostic } from '../../shared/diagnostics';
import { say } from '../../shared/words';
import type { FolderConfig } from './idConfigs';
import { rangeOf } from '../../shared/ranges';

/** A misspelled id that a call or config names. */
export interface CallProblem {
  readonly miss: NearMiss;
  readonly range: Range;
}

/** A problem with the diagnostic that shows it. */
export interface ShownCallProblem extends CallProblem {
  readonly diagnostic: Diagnostic;
}

/**
 * Finds the misspelled ids of a document, except for those that its comments silence. Undefined where it was changed
 * meanwhile.
 */
export async function callProblemsIn(
  document: TextDocument,
  guide: Pick<FieldGuide, 'callHints'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<CallProblem[] | undefined> {
  const misses = await guide.callHints(callSourceOf(document, regions));
  return misses?.map((miss) => {
    const { start, end } = miss.expected;
    return { miss, range: rangeOf(document, { start, end }) };
  });
}

/** Chooses the problems that are shown in a file, and how, by the `ai-field-guide.yml` that holds for the file. */
export function shownProblems(uri: Uri, problems: readonly CallProblem[], folder: FolderConfig): ShownCallProblem[] {
  if (folder.ignoresFile(uri)) return [];
  const shown: ShownCallProblem[] = [];
  for (const problem of problems) {
    if (shown.length >= maxShown) break;
    const { miss, range } = problem;
    const severity = hintSeverity(miss, folder.config);
    if (!severity) continue;
    const message = say('Unknown model {0}. Did you mean {1}?', miss.expected.written, miss.id);
    shown.push({ ...problem, diagnostic: newDiagnostic(range, message, severity, { code: 'slip' }) });
  }
  return shown;
}
