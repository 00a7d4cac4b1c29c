import type { Attachments } from './attachments';

/** The lists of addresses that VS Code drags: its own has remote files, too. */
const uriLists = ['application/vnd.code.uri-list', 'text/uri-list'];
const maxFiles = 200;

/** The addresses of what is dragged, none while it is not dropped yet; `undefined` where it is no files. */
export function filesIn({ dataTransfer }: DragEvent): string[] | undefined {
  const list = uriLists.find((type) => dataTransfer?.types.includes(type));
  if (list === undefined) return undefined;
  const lines = dataTransfer?.getData(list).split(/\r?\n/) ?? [];
  return lines.filter((line) => line !== '' && !line.startsWith('#') && line.length <= 2_000).slice(0, maxFiles);
}

/** Files are dragged, of VS Code or of the system. */
export const hasFiles = (event: DragEvent): boolean =>
  filesIn(event) !== undefined || (event.dataTransfer?.types.includes('Files') ?? false);

/** Attaches the files of a clipboard or a drop. `isAlone`: no text came with them, which would be meant. `false`: there are none. */
export function attachFrom(data: DataTransfer | null, isAlone: boolean, attachments: Attachments): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || !isAlone) return false;
  void attachments.add(files);
  return true;
}
