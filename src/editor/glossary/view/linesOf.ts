import { Uri, workspace } from 'vscode';
import { FileText } from '../../../core/files/fileText';
import { files } from '../../files/files';

/** The scan reads no larger ones either. Bytes. */
const maxBytes = 2 * 1024 ** 2;

/** The lines of a file as it is now, or of the document that is open; none where it cannot be read. */
export async function linesOf(address: string): Promise<readonly string[]> {
  const open = workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === address);
  if (open) return open.getText().split(/\r?\n/);
  try {
    const text = FileText.of(await files.read(Uri.parse(address, true), { maxBytes }))?.text();
    return text?.split(/\r?\n/) ?? [];
  } catch {
    return [];
  }
}
