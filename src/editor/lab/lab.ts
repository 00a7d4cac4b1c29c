import { Disposable, ViewColumn, window } from 'vscode';
import type { Uri } from 'vscode';
import { maxText, placeOfLink } from '../../core/lab/labPlace';
import type { LabPlace } from '../../core/lab/labPlace';
import type { PagesFace } from '../pages/pages';
import type { Shared } from '../shared/shared';
import { registerCommand } from '../shared/commands';
import { viewType } from '../shared/contributions';
import { formatCount } from '../../core/base/numbers';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import { LabPanel } from './labPanel';

export function startLab(shared: Shared, { webviewGlossary }: Pick<PagesFace, 'webviewGlossary'>): void {
  shared.start({ lab: () => registerLab(new LabPanel(shared, webviewGlossary)) });
}

/** Registers Open the Lab, alone, with the selected text, or by a link. */
const registerLab = (tab: LabPanel): Disposable =>
  Disposable.from(
    tab,
    registerCommand('lab.open', (station: unknown, text: unknown) => tab.open(placeOfArguments(station, text))),
    registerCommand('lab.openWithSelection', () => openWithSelection(tab)),
    window.registerUriHandler({ handleUri: (uri) => openLink(tab, uri) }),
    window.registerWebviewPanelSerializer(viewType('lab'), {
      deserializeWebviewPanel(panel) {
        tab.adopt(panel);
        return Promise.resolve();
      },
    }),
  );

/**
 * Reads the station that the arguments name, with a text where one is given. Undefined where they name none: the lab
 * opens as it was left.
 */
function placeOfArguments(station: unknown, text: unknown): LabPlace | undefined {
  const place = typeof station === 'string' ? placeOfLink(`/lab/${station}`, '') : undefined;
  return place && typeof text === 'string' && text.length <= maxText ? { ...place, text } : place;
}

function openWithSelection(tab: LabPanel): void {
  const editor = window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  if (text.trim() === '') {
    void showMessage('Warning', say('Nothing is selected. Select the text for the lab first.'));
    return;
  }
  if (text.length > maxText) {
    const [has, most] = [formatCount(text.length), formatCount(maxText)];
    void showMessage('Warning', say('{0} characters are selected; the lab accepts at most {1}.', has, most));
    return;
  }
  tab.open({ station: 'tokens', text, settings: {} }, ViewColumn.Beside);
}

/** Opens a link, which anybody may have written. It can open the lab with a text, and do nothing else. */
function openLink(tab: LabPanel, { path, query }: Uri): void {
  const place = placeOfLink(path, query);
  if (place) tab.open(place);
  else void showMessage('Warning', say('AI Field Guide has nothing at this link.'));
}
