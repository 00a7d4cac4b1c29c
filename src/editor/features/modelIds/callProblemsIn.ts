import { Diagnostic, DiagnosticSeverity, Range, Uri } from 'vscode';
import type { TextDocument } from 'vscode';
import { callsIn } from '../../../core/calls/calls';
import type { Call } from '../../../core/calls/calls';
import { findNearMisses } from '../../../core/calls/findNearMisses';
import type { NearMiss } from '../../../core/calls/findNearMisses';
import { removed, renamed } from '../../../core/calls/parameterEdits';
import type { TextEdit } from '../../../core/calls/parameterEdits';
import type { ParameterFact } from '../../../core/calls/parameters';
import type { ParameterRule } from '../../../core/calls/parameterTable';
import { parameterSentences } from '../../../core/calls/parameterWords';
import { callSourceOf } from '../../services/documentCalls';
import type { DocumentRegions } from '../../services/documentRegions';
import type { Tables } from '../../services/tables';
import { say } from '../../shared/words';

/** Something about a call, and what can be done about it. */
export interface CallProblem {
  readonly diagnostic: Diagnostic;
  readonly fix: { readonly title: string; readonly edit: TextEdit; readonly isPreferred: boolean } | undefined;
}

export type CallTables = Pick<Tables, 'modelNames' | 'parameters' | 'nearMisses'>;

/** What is wrong with the calls of a document. Undefined: it was changed meanwhile. */
export async function callProblemsIn(
  document: TextDocument,
  tables: CallTables,
  regions: Pick<DocumentRegions, 'readTo'>,
): Promise<CallProblem[] | undefined> {
  const source = callSourceOf(document, regions);
  const calls = await callsIn(source);
  if (!calls) return undefined;
  const [names, parameters] = [await tables.modelNames(), await tables.parameters()];
  const misses = await findNearMisses(source, names, await tables.nearMisses(), calls);
  if (!misses) return undefined;
  const problems = misses.map((miss) => slip(document, miss));
  for (const call of calls) {
    const pause = source.breathe();
    if (pause) await pause;
    for (const fact of parameters.problemsOf(call, names))
      problems.push(parameterProblem(document, source.text, call, fact));
  }
  return problems;
}

const severities: Readonly<Record<ParameterRule['does'], DiagnosticSeverity>> = {
  rejects: DiagnosticSeverity.Hint,
  lacks: DiagnosticSeverity.Hint,
  ignores: DiagnosticSeverity.Information,
  advises: DiagnosticSeverity.Information,
};

function parameterProblem(document: TextDocument, text: string, call: Call, fact: ParameterFact): CallProblem {
  const { argument, rule, source } = fact;
  const range = rangeIn(document, argument.start, argument.end);
  const diagnostic = problem(range, parameterSentences(fact, say), severities[rule.does]);
  diagnostic.code = { value: 'parameter', target: Uri.parse(source.url) };
  return { diagnostic, fix: fixOf(text, call, fact) };
}

function fixOf(text: string, call: Call, { argument, rule }: ParameterFact): CallProblem['fix'] {
  if (rule.fix === undefined) return undefined;
  if (rule.fix !== 'remove') {
    const edit = renamed(text, argument, rule.fix);
    // What takes its place may be there already.
    if (call.arguments.some(({ name }) => name === edit.text)) return undefined;
    return { title: say('Rename to {0}', edit.text), edit, isPreferred: true };
  }
  const edit = removed(text, call, argument);
  return (
    edit && {
      title: say('Remove {0}', argument.name),
      edit,
      isPreferred: rule.does === 'rejects' || rule.does === 'lacks',
    }
  );
}

function slip(document: TextDocument, { expected: { start, end, written }, id }: NearMiss): CallProblem {
  const message = say('{0} is no model that we know; {1} is close to it.', written, id);
  const diagnostic = problem(rangeIn(document, start, end), message, DiagnosticSeverity.Hint);
  diagnostic.code = 'slip';
  return { diagnostic, fix: { title: say('Replace with {0}', id), edit: { start, end, text: id }, isPreferred: true } };
}

function problem(range: Range, message: string, severity: DiagnosticSeverity): Diagnostic {
  const diagnostic = new Diagnostic(range, message, severity);
  diagnostic.source = 'AI Field Guide';
  return diagnostic;
}

const rangeIn = (document: TextDocument, start: number, end: number): Range =>
  new Range(document.positionAt(start), document.positionAt(end));
