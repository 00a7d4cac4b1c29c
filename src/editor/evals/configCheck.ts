import type { Diagnostic, TextDocument } from 'vscode';
import { Range } from 'vscode';
import { newDiagnostic } from '../shared/diagnostics';
import type { DocumentCheck } from '../shared/documentChecks';
import { say } from '../shared/words';
import { isConfigFile } from './configFiles';
import { loadSuite } from './loadSuite';

interface ConfigProblem {
  readonly diagnostic: Diagnostic;
}

/** What is wrong with a config, and what of it is not obeyed. */
export const configCheck: DocumentCheck<ConfigProblem, ConfigProblem> = {
  name: 'aiFieldGuide.evals',
  covers: ({ uri }) => isConfigFile(uri),
  isEnabled: () => true,
  readBy: [],
  read: async (document) => {
    const { version } = document;
    const loaded = await loadSuite(document.uri);
    if (document.version !== version) return undefined;
    if (!loaded) return [];
    const { suite } = loaded;
    const problems = suite.problems.map(({ file, span, severity, rule, message }) => ({
      ...{ file, span, severity, code: rule, message },
    }));
    const skips = suite.skips.map(({ file, span, what, reason }) => ({
      ...{
        file,
        span,
        severity: 'information' as const,
        code: 'skipped',
        message: say('Skipped: {0}: {1}', what, reason),
      },
    }));
    return [...problems, ...skips]
      .filter(({ file }) => file === suite.file)
      .map(({ span, message, severity, code }) => ({
        diagnostic: newDiagnostic(rangeOf(document, span), message, severity, { code }),
      }));
  },
  judge: (_uri, found) => Promise.resolve(found),
  fixes: () => Promise.resolve([]),
};

/** What has no place is said at the top. */
const rangeOf = (document: TextDocument, span: { readonly start: number; readonly end: number } | undefined): Range =>
  span ? new Range(document.positionAt(span.start), document.positionAt(span.end)) : new Range(0, 0, 0, 0);
