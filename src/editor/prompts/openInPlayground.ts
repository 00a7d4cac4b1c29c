import { Range, Selection, window } from 'vscode';
import type { TextDocument } from 'vscode';
import { promptRequest } from '../../core/playground/import/promptRequest';
import { TemplateError } from '../../core/prompts/template/templateError';
import type { Playground } from '../playground/playground';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import { promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';
import { limits, partialsFor } from './renderNow';

/** Opens a prompt as a session with the values that were set. One that cannot be rendered is shown at the place of its fault. */
export async function openInPlayground(
  document: TextDocument,
  values: Pick<PromptValues, 'of'>,
  open: Playground['openPrompt'],
): Promise<void> {
  const source = promptSourceOf(document);
  if (!source) return void showMessage('Warning', say('This prompt is too long to be opened in the playground.'));
  const { prompt } = source;
  const fault = prompt.problems.find(({ severity }) => severity === 'error');
  if (fault) return showFault(document, fault.span.start, fault.message(say));
  try {
    const partials = await partialsFor(document, prompt);
    await open(promptRequest(prompt, { input: values.of(document) }, { ...partials, limits }));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    await showFault(document, error.offset, error.saying(say));
  }
}

async function showFault(document: TextDocument, offset: number, why: string): Promise<void> {
  const at = document.positionAt(offset);
  const editor = await window.showTextDocument(document, { selection: new Selection(at, at) });
  editor.revealRange(new Range(at, at));
  await showMessage('Warning', say('Not opened: {0}', why));
}
