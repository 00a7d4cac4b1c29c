import { Range, Uri } from 'vscode';
import type { Diagnostic, TextDocument } from 'vscode';
import { hintSeverity } from '../../../core/code/hints/callHints';
import type { CallHint, ParameterHint, SlipHint } from '../../../core/code/hints/callHints';
import { removed, renamed } from '../../../core/code/calls/parameterEdits';
import type { TextEdit } from '../../../core/code/calls/parameterEdits';
import { parameterSentences } from '../../../core/catalog/parameters/parameterMessages';
import { callSourceOf } from '../callsAt';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { FieldGuide } from '../../../core/fieldGuide';
import { maxShown, newDiagnostic } from '../../shared/diagnostics';
import { say } from '../../shared/words';
import type { FolderConfig } from './idConfigs';

/** Something about a call, and what can be done about it. */
export interface CallProblem {
  readonly hint: CallHint;
  readonly range: Range;
  readonly fix: { readonly title: string; readonly edit: TextEdit; readonly isPreferred: boolean } | undefined;
}

/** As it is shown. */
export interface ShownCallProblem extends CallProblem {
  readonly diagnostic: Diagnostic;
}

/** Finds what is wrong with the calls of a document, but for what its comments silence. Undefined: it was changed meanwhile. */
export async function callProblemsIn(
  document: TextDocument,
  guide: Pick<FieldGuide, 'callHints'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<CallProblem[] | undefined> {
  const source = callSourceOf(document, regions);
  const hints = await guide.callHints(source);
  return hints?.map((hint) => ({
    hint,
    range: new Range(document.positionAt(hint.start), document.positionAt(hint.end)),
    fix: hint.kind === 'slip' ? slipFix(hint) : parameterFix(source.text, hint),
  }));
}

/** Chooses those that are shown in a file, and how, as the `ai-field-guide.yml` of its folder wants it. */
export function shownProblems(uri: Uri, problems: readonly CallProblem[], folder: FolderConfig): ShownCallProblem[] {
  if (folder.ignoresFile(uri)) return [];
  const shown: ShownCallProblem[] = [];
  for (const problem of problems) {
    if (shown.length >= maxShown) break;
    const severity = hintSeverity(problem.hint, folder.config);
    if (!severity) continue;
    const { hint, range } = problem;
    const code = hint.kind === 'slip' ? 'slip' : { value: 'parameter', target: Uri.parse(hint.fact.source.url) };
    shown.push({ ...problem, diagnostic: newDiagnostic(range, messageOf(hint), severity, { code }) });
  }
  return shown;
}

const messageOf = (hint: CallHint): string =>
  hint.kind === 'slip'
    ? say('{0} is no model that we know; {1} is close to it.', hint.miss.expected.written, hint.miss.id)
    : parameterSentences(hint.fact, say);

function slipFix({ start, end, miss: { id } }: SlipHint): CallProblem['fix'] {
  return { title: say('Replace with {0}', id), edit: { start, end, text: id }, isPreferred: true };
}

function parameterFix(text: string, { call, fact: { argument, rule } }: ParameterHint): CallProblem['fix'] {
  if (rule.fix === undefined) return undefined;
  if (rule.fix !== 'remove') {
    const edit = renamed(text, argument, rule.fix);
    // The name that takes its place may be there already.
    if (call.arguments.some(({ name }) => name === edit.text)) return undefined;
    return { title: say('Rename to {0}', edit.text), edit, isPreferred: true };
  }
  const edit = removed(text, call, argument);
  const isPreferred = rule.does === 'rejects' || rule.does === 'lacks';
  return edit && { title: say('Remove {0}', argument.name), edit, isPreferred };
}
