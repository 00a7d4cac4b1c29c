import { Selection, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { convertPrompt, convertTargets } from '../../core/prompts/convert/convertPrompt';
import type { ConvertTarget } from '../../core/prompts/convert/convertPrompt';
import type { PromptProblem } from '../../core/prompts/prompt';
import { nameOf } from '../files/paths';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import { say } from '../shared/words';
import { promptLanguage } from './promptForms';
import { promptSourceOf } from './promptSources';
import { rangeOf } from '../shared/ranges';

/**
 * Asks for a form, and opens the prompt in that form beside it, as a new text. The user can go through the parts that
 * do not fit.
 */
export async function convertOpenPrompt(document: TextDocument): Promise<void> {
  const source = promptSourceOf(document);
  if (!source) return void showMessage('Information', say('This prompt is too long to be converted here.'));
  const { prompt, text } = source;
  const target = await askTarget(convertTargets.filter((each) => each !== prompt.form));
  if (target === undefined) return;
  const { text: converted, problems } = convertPrompt(prompt, text, target);
  // A part of a message that cannot be read is one more thing that does not fit.
  const fault = problems.find(({ severity, rule }) => severity === 'error' && rule !== 'unread-part');
  if (converted === undefined || fault) {
    const why = fault?.message(say) ?? '';
    return offerPlaces(document, problems, say('{0} cannot be converted: {1}', nameOf(document.uri), why));
  }
  const opened = await workspace.openTextDocument({ content: converted, language: languageOf(target, converted) });
  await window.showTextDocument(opened, { viewColumn: ViewColumn.Beside, preview: false });
  const lost = problems.filter(({ severity }) => severity !== 'information');
  if (lost.length === 1) await offerPlaces(document, lost, say('1 thing of {0} does not fit.', nameOf(document.uri)));
  else if (lost.length > 1) {
    await offerPlaces(document, lost, say('{0} things of {1} do not fit.', lost.length, nameOf(document.uri)));
  }
}

const names = { dotprompt: 'Dotprompt', promptfoo: 'promptfoo' } satisfies Record<ConvertTarget, string>;

async function askTarget(targets: readonly ConvertTarget[]): Promise<ConvertTarget | undefined> {
  const descriptions: Readonly<Record<ConvertTarget, string>> = {
    dotprompt: say('a file NAME.prompt'),
    promptfoo: say('a text, or messages in JSON'),
  };
  const chosen = await pickRanked({
    title: say('Convert Prompt'),
    placeholder: say('Into which form?'),
    groups: [
      { label: '', rows: targets.map((value) => ({ label: names[value], description: descriptions[value], value })) },
    ],
  });
  return chosen === back ? undefined : chosen;
}

function languageOf(target: ConvertTarget, converted: string): string {
  if (target === 'dotprompt') return promptLanguage;
  return converted.startsWith('[') ? 'json' : 'plaintext';
}

/** Shows a message, and leads to each place in the prompt where something is left out. */
async function offerPlaces(document: TextDocument, problems: readonly PromptProblem[], message: string): Promise<void> {
  const show = say('Show');
  if ((await showMessage('Warning', message, show)) !== show) return;
  const { uri, version } = document;
  const chosen = await pickRanked({
    title: say('Convert Prompt'),
    placeholder: say('Where does something not fit?'),
    groups: [
      {
        label: '',
        rows: problems.map((value) => ({
          label: value.message(say),
          description: say('line {0}', document.positionAt(value.span.start).line + 1),
          value,
        })),
      },
    ],
  });
  if (chosen === undefined || chosen === back) return;
  const shown = await workspace.openTextDocument(uri);
  const range = shown.version === version ? rangeOf(shown, chosen.span) : undefined;
  await window.showTextDocument(shown, range && { selection: new Selection(range.start, range.end) });
}
