import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { workspaceFolder } from './clean';

/** A PNG of one point. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A count as the surfaces write it: 1,234. */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** Opens a file of the sample folder in an editor. */
export async function openSample(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
  // VS Code remembers where the cursors of a file were.
  return vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Selection(0, 0, 0, 0) });
}

/**
 * Opens a text that is in no file. VS Code gives a new document the name of one that it is still closing, and may then
 * close both, or have the old one in its place. So it is opened again until it is there.
 */
export async function openText(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  const document = await poll('the new document', async () => {
    const { uri } = await vscode.workspace.openTextDocument({ content, language });
    return vscode.workspace.textDocuments.find(
      (each) => each.uri.toString() === uri.toString() && asOpened(each.getText()) === asOpened(content),
    );
  });
  return vscode.window.showTextDocument(document, { preview: false });
}

/** VS Code gives a document one kind of line end, and U+FFFD for each half of a surrogate pair. */
const asOpened = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\ufffd');

/** Writes a file into the folder of the run and gives its address. */
export async function writeFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

/** Saves a document. @throws where VS Code did not: it says no more than that. */
export async function save(document: vscode.TextDocument): Promise<void> {
  if (await document.save()) return;
  const { uri, isDirty, isClosed, version } = document;
  const file = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(String);
  throw new Error(`${uri.toString()} was not saved: ${JSON.stringify({ isDirty, isClosed, version, file })}`);
}

/** Where `text` begins, or a position inside it. @throws when the document does not hold it. */
export function positionOf(document: vscode.TextDocument, text: string, inside = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.fileName} does not hold "${text}".`);
  return document.positionAt(offset + inside);
}

export function selectionOf(document: vscode.TextDocument, text: string): vscode.Selection {
  return new vscode.Selection(positionOf(document, text), positionOf(document, text, text.length));
}

/** Returns what every hover provider says at a position, joined. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** Does `steps` while the folder brings settings of its own. */
export async function withWorkspaceSettings(settings: object, steps: () => Promise<void>): Promise<void> {
  const marker = 'editor.tabSize';
  const size = 7; // That it is in effect says that the file has been read.
  const uri = await writeFile('.vscode/settings.json', JSON.stringify({ ...settings, [marker]: size }));
  const read = (): unknown => vscode.workspace.getConfiguration().get(marker);
  try {
    await poll('the settings of the folder', read, (value) => value === size);
    await steps();
  } finally {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true });
    await poll('no settings of the folder', read, (value) => value !== size);
  }
}
