import { Range, Selection, window } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Saying } from '../../core/base/say';
import { promptRequest } from '../../core/playground/import/promptRequest';
import type { PromptRequest } from '../../core/playground/import/promptRequest';
import { missingNames } from '../../core/prompts/language/neededNames';
import type { PromptSource } from '../../core/prompts/language/promptSource';
import { namesWithout } from '../../core/prompts/language/variables';
import type { JsonObject, Prompt } from '../../core/prompts/prompt';
import { TemplateError } from '../../core/prompts/template/templateError';
import type { Playground } from '../playground/playground';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickRow } from '../shared/rankedPick';
import { say } from '../shared/words';
import { committedPrompt } from './committedPrompt';
import { promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';
import { limits, partialsFor } from './partials';

/** Uses of a prompt in the playground. */
export type PlaygroundUse = 'open' | 'run' | 'compare';

/**
 * Opens a prompt as a session with the values that were set. Where it cannot be rendered, the place of the fault is
 * shown.
 */
export async function openInPlayground(
  document: TextDocument,
  values: Pick<PromptValues, 'of' | 'askMissing'>,
  tab: Pick<Playground, 'openPrompt' | 'comparePrompts'>,
  use: PlaygroundUse = 'open',
): Promise<void> {
  const source = promptSourceOf(document);
  if (!source) return void showMessage('Warning', say('This prompt is too long to be opened in the playground.'));
  const { prompt } = source;
  const fault = prompt.problems.find(({ severity }) => severity === 'error');
  if (fault) return showFault(document, fault.span.start, fault.message(say));
  const missing = use === 'run' && source.failures.length === 0 ? missingNames(source, values.of(document)) : [];
  if (!(await values.askMissing(document, missing))) return;
  try {
    const made = await requestOf(document, prompt, values, use === 'run');
    const request = { ...made, notes: [...withoutValue(source, values.of(document)), ...made.notes] };
    if (use === 'compare') await compare(document, request, values, tab);
    else await tab.openPrompt(request, undefined, { sends: use === 'run' });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    await showFault(document, error.offset, error.saying(say));
  }
}

/** Makes a note of the names without a value, as the preview does. */
function withoutValue(source: PromptSource, values: JsonObject): Saying[] {
  const names = namesWithout(source, values).join(', ');
  return names === '' ? [] : [(say) => say('No value: {0}', names)];
}

/** @throws TemplateError */
async function requestOf(
  document: TextDocument,
  prompt: Prompt,
  values: Pick<PromptValues, 'of'>,
  isSent = false,
): Promise<PromptRequest> {
  const partials = await partialsFor(document, prompt);
  return promptRequest(prompt, { input: values.of(document) }, { ...partials, limits, isSent });
}

/** Asks what the prompt is compared with: itself on a second model, or its text in the last commit. */
async function compare(
  document: TextDocument,
  request: PromptRequest,
  values: Pick<PromptValues, 'of'>,
  tab: Pick<Playground, 'comparePrompts'>,
): Promise<void> {
  const committed = await committedPrompt(document);
  const model: PickRow<'model'> = { label: say('With a Second Model'), value: 'model' };
  const commit: PickRow<'commit'> = {
    label: say('With the Last Commit'),
    description: say('on the left, the text now on the right'),
    value: 'commit',
  };
  const chosen = await pickRanked<'model' | 'commit'>({
    title: say('Compare Prompt'),
    placeholder: say('Compare with what? Nothing is sent.'),
    groups: () => [{ label: '', rows: committed ? [commit, model] : [model] }],
  });
  if (chosen === undefined || chosen === back) return;
  if (chosen === 'model' || !committed) return tab.comparePrompts(request);
  const fault = committed.problems.find(({ severity }) => severity === 'error');
  const before = fault ? undefined : await requestOf(document, committed, values).catch(unlessFault);
  if (before) await tab.comparePrompts(request, before);
  else void showMessage('Warning', say('The prompt of the last commit cannot be rendered.'));
}

function unlessFault(error: unknown): undefined {
  if (!(error instanceof TemplateError)) throw error;
  return undefined;
}

async function showFault(document: TextDocument, offset: number, why: string): Promise<void> {
  const at = document.positionAt(offset);
  const editor = await window.showTextDocument(document, { selection: new Selection(at, at) });
  editor.revealRange(new Range(at, at));
  await showMessage('Warning', say('Not opened: {0}', why));
}
