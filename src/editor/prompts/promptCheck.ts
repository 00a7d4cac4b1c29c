import { WorkspaceEdit } from 'vscode';
import type { Diagnostic, TextDocument, Uri } from 'vscode';
import { modelFactsOf } from '../../core/prompts/language/promptModelFacts';
import { checkPrompt } from '../../core/prompts/language/checkPrompt';
import type { Prompt, PromptProblem } from '../../core/prompts/prompt';
import { isProse } from '../../core/text/languages';
import type { Problem } from '../shared/checkResults';
import { maxShown, newDiagnostic, quickFix } from '../shared/diagnostics';
import type { DocumentCheck } from '../shared/documentChecks';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import { formOf, promptSourceOf } from './promptSources';
import { limits, partialsFor } from './partials';
import { rangeOf } from '../shared/ranges';

/** Rules about the limits of this thread. A template that is only too long for this thread has no fault. */
const ofLimits: ReadonlySet<string> = new Set(['too-long', 'too-many-steps']);

/**
 * Whether a rule is left out. The check of model ids reports retired models in the languages that it reads, and a
 * config has all the prompts of a file.
 */
const isLeftOut = ({ languageId }: TextDocument, { form }: Prompt, rule: string): boolean =>
  rule === 'retired-model'
    ? !isProse(languageId)
    : ofLimits.has(rule) || (rule === 'several-prompts' && form === 'promptfoo');

interface Found {
  readonly document: TextDocument;
  readonly problem: PromptProblem;
}

interface ShownProblem extends Problem {
  readonly problem: PromptProblem;
}

/**
 * Finds problems in prompt files by the rules of `prompt check`.
 * Tools that code registers are not known here, and not looked for.
 */
export const promptCheck = ({ guide }: Pick<Shared, 'guide'>): DocumentCheck<Found, ShownProblem> => ({
  name: 'aiFieldGuide.prompts',
  // VS Code reports the problems of prompts for its own chat itself.
  covers: (document) => ![undefined, 'vscode'].includes(formOf(document)),
  isEnabled: () => true,
  readBy: [],
  isDaily: true,
  read: async (document, signal) => {
    const source = promptSourceOf(document);
    if (!source) return [];
    const { text, prompt } = source;
    const partials = await partialsFor(document, prompt);
    const models = await modelFactsOf(prompt, guide, { ...partials, limits });
    if (signal.aborted) return undefined;
    const problems = checkPrompt(text, prompt, { ...partials, limits, ...(models && { models }) }).filter(
      ({ rule }) => !isLeftOut(document, prompt, rule),
    );
    return problems.slice(0, maxShown).map((problem) => ({ document, problem }));
  },
  judge: (_uri: Uri, found) =>
    Promise.resolve(found.map(({ document, problem }) => ({ problem, diagnostic: diagnosticOf(document, problem) }))),
  fixes: (document, here) =>
    Promise.resolve(
      here.flatMap(({ problem: { fix }, diagnostic }) => {
        if (!fix) return [];
        const action = quickFix(fix.title(say), [diagnostic]);
        action.edit = new WorkspaceEdit();
        for (const { span, text } of fix.edits) action.edit.replace(document.uri, rangeOf(document, span), text);
        return [action];
      }),
    ),
});

const diagnosticOf = (document: TextDocument, { span, severity, rule, message }: PromptProblem): Diagnostic =>
  newDiagnostic(rangeOf(document, span), message(say), registered.has(rule) ? 'warning' : severity, { code: rule });

/** Rules about names that code may register. The code is not read here. */
const registered: ReadonlySet<string> = new Set(['unknown-helper', 'unknown-partial', 'unknown-schema']);
