import { Uri, commands, window, workspace } from 'vscode';
import type { Disposable, QuickPickItem } from 'vscode';
import { registerCommand } from '../shared/commands';
import { say } from '../shared/words';
import { docsPages } from './docsPages';

/**
 * Registers Open Documentation, which shows the pages of docs/ in VS Code's Markdown preview: on the extension's own
 * page VS Code drops links to files.
 */
export function registerOpenDocumentation(extensionUri: Uri): Disposable {
  return registerCommand('start.openDocumentation', async () => {
    const pages = Promise.all(
      docsPages.map((name) => readPage(Uri.joinPath(extensionUri, 'docs', `${name}.md`), name)),
    );
    const page = await window.showQuickPick(pages, {
      title: say('Open Documentation'),
      placeHolder: say('Which page?'),
    });
    if (page) await commands.executeCommand('markdown.showPreview', page.uri);
  });
}

async function readPage(uri: Uri, name: string): Promise<QuickPickItem & { readonly uri: Uri }> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  return { label: /^# (.+)/.exec(text)?.[1] ?? name, uri };
}
