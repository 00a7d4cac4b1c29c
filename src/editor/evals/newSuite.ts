import { SnippetString, Uri, window, workspace } from 'vscode';
import { pocket } from '../../core/pocket/chat/pocketIdentity';

/** Returns a text that a suite can begin with. It runs at once, without an account. */
export const suiteSkeleton = (): SnippetString =>
  new SnippetString(
    [
      'prompts:',
      "  - '${1:What is a {{term\\}\\}?}'",
      'providers:',
      `  - \${2:${pocket.model}}`,
      'tests:',
      '  - vars: { term: ${3:token} }',
      '    assert:',
      '      - { type: ${4:icontains}, value: ${5:text} }',
      '',
    ].join('\n'),
  );

/** Opens a new suite that is not saved yet, in the first folder. */
export async function newSuite(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return;
  const uri = Uri.joinPath(folder.uri, 'promptfooconfig.yaml').with({ scheme: 'untitled' });
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  await editor.insertSnippet(suiteSkeleton());
}
