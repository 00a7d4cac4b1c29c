import type { Attachments } from './attachments';

/** Types of the address lists that VS Code drags. Its own type has remote files, too. */
const uriLists = ['application/vnd.code.uri-list', 'text/uri-list'];
const maxFiles = 200;

/** Returns the addresses of dragged files (none before the drop), or `undefined` if no files are dragged. */
export function filesIn({ dataTransfer }: DragEvent): string[] | undefined {
  const list = uriLists.find((type) => dataTransfer?.types.includes(type));
  if (list === undefined) return undefined;
  const lines = dataTransfer?.getData(list).split(/\r?\n/) ?? [];
  return lines.filter((line) => line !== '' && !line.startsWith('#') && line.length <= 2_000).slice(0, maxFiles);
}

/** Whether files of VS Code or of the system are dragged. */
export const hasFiles = (event: DragEvent): boolean =>
  filesIn(event) !== undefined || (event.dataTransfer?.types.includes('Files') ?? false);

/**
 * Attaches the files of a clipboard or a drop. `isAlone`: no text came with them; otherwise the text is
 * meant. Returns `false` if no file is attached.
 */
export function attachFrom(data: DataTransfer | null, isAlone: boolean, attachments: Attachments): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || !isAlone) return false;
  void attachments.add(files);
  return true;
}
