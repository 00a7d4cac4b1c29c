import { window, workspace } from 'vscode';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import type { NotRunError } from './evalRun';
import type { LoadedSuite } from './loadSuite';
import { rangeOf } from '../shared/ranges';

/** Tells the user why a run did not begin. If the config is wrong, a button leads to the place. */
export async function tellNotRun(
  { message, at }: NotRunError,
  { fileOf }: Pick<LoadedSuite, 'fileOf'>,
  name: string,
): Promise<void> {
  if (!at) return void showMessage('Warning', message);
  const show = say('Show');
  const text = message.includes(name) ? message : say('{0} is not run: {1}', name, message);
  if ((await showMessage('Warning', text, show)) !== show) return;
  const document = await workspace.openTextDocument(fileOf(at.file));
  const { start, end } = at.span ?? { start: 0, end: 0 };
  const selection = rangeOf(document, { start, end });
  await window.showTextDocument(document, { selection });
}
