import type { Diagnostic, TextDocument } from 'vscode';
import { Range, WorkspaceEdit } from 'vscode';
import type { Span } from '../../core/text/span';
import { newDiagnostic, quickFix } from '../shared/diagnostics';
import type { DocumentCheck } from '../shared/documentChecks';
import { say } from '../shared/words';
import { isConfigFile } from './configFiles';
import { loadSuite } from './loadSuite';
import { waitsForSave } from './waitsForSave';
import { rangeOf } from '../shared/ranges';

interface ConfigProblem {
  readonly diagnostic: Diagnostic;
  /** The replacement text that corrects the problem. `undefined`: none is known. */
  readonly instead: string | undefined;
}

/** Finds problems in a config, and parts of it that are not obeyed. */
export const configCheck: DocumentCheck<ConfigProblem, ConfigProblem> = {
  name: 'aiFieldGuide.evals',
  covers: ({ uri }) => isConfigFile(uri),
  isEnabled: () => true,
  readBy: [],
  read: async (document) => {
    if (waitsForSave(document)) return undefined;
    const { version } = document;
    const loaded = await loadSuite(document.uri);
    if (document.version !== version) return undefined;
    if (!loaded) return [];
    const { suite } = loaded;
    const problems = suite.problems.map(({ file, span, severity, rule, message, instead }) => ({
      ...{ file, span, severity, code: rule, message, instead },
    }));
    const skips = suite.skips.map(({ file, span, what, reason }) => ({
      ...{
        file,
        span,
        severity: 'information' as const,
        code: 'skipped',
        instead: undefined,
        message: say('Skipped: {0}: {1}', what, reason),
      },
    }));
    return [...problems, ...skips]
      .filter(({ file }) => file === suite.file)
      .map(({ span, message, severity, code, instead }) => ({
        instead,
        diagnostic: newDiagnostic(placeOf(document, span), message, severity, { code }),
      }));
  },
  judge: (_uri, found) => Promise.resolve(found),
  fixes: (document, here) =>
    Promise.resolve(
      here.flatMap(({ diagnostic, instead }) => {
        if (instead === undefined || diagnostic.range.isEmpty) return [];
        const action = quickFix(say('Replace with {0}', instead), [diagnostic]);
        action.edit = new WorkspaceEdit();
        action.edit.replace(document.uri, diagnostic.range, instead);
        return [action];
      }),
    ),
};

/** Returns the range of a span. A problem that has no place is shown at the top. */
const placeOf = (document: TextDocument, span: Span | undefined): Range =>
  span ? rangeOf(document, span) : new Range(0, 0, 0, 0);
