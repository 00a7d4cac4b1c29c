import { DocumentLink, Uri, workspace } from 'vscode';
import type { DocumentLinkProvider } from 'vscode';
import { maxConfigLength } from '../../core/evals/suite/configText';
import { fileLinks } from '../../core/evals/suite/fileLinks';
import { say } from '../shared/words';
import { rangeOf } from '../shared/ranges';

/** Links to the files that a config names. Without them VS Code makes its own, which lead to a computer of that name. */
export const configLinks: DocumentLinkProvider = {
  provideDocumentLinks(document) {
    const text = document.getText();
    if (text.length > maxConfigLength) return [];
    return fileLinks(text).map(({ span, path, isPattern }) => {
      const range = rangeOf(document, span);
      const target = Uri.joinPath(document.uri, '..', path);
      const link = new DocumentLink(range, isPattern ? findIn(target) : target);
      link.tooltip = isPattern ? say('Find Files') : say('Open File');
      return link;
    });
  },
};

/** Returns the address of a command that lists the files of a folder. */
function findIn(folder: Uri): Uri {
  const below = `${workspace.asRelativePath(folder).replace(/\/$/, '')}/`;
  return Uri.parse(`command:workbench.action.quickOpen?${encodeURIComponent(JSON.stringify([below]))}`);
}
