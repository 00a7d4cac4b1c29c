import { Disposable, EventEmitter, workspace } from 'vscode';
import type { FileChangeEvent, FileSystemProvider } from 'vscode';
import { requestScheme } from '../shared/contributions';
import type { RequestFiles } from './requestFiles';

/**
 * Registers the file system of `RequestFiles`, which loads with the first file that is asked for. After a reload, such
 * a file may be open already.
 */
export function registerRequestFiles(load: () => Promise<RequestFiles>): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  let listening: Disposable | undefined;
  const files = async (): Promise<RequestFiles> => {
    const loaded = await load();
    listening ??= loaded.onDidChange((events) => changed.fire(events));
    return loaded;
  };
  const refuse = async (): Promise<never> => (await files()).refuse();
  const provider: FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => undefined),
    stat: async (uri) => (await files()).stat(uri),
    readFile: async (uri) => (await files()).readFile(uri),
    writeFile: async (uri, content) => (await files()).writeFile(uri, content),
    ...{ readDirectory: refuse, createDirectory: refuse, delete: refuse, rename: refuse },
  };
  return Disposable.from(changed, workspace.registerFileSystemProvider(requestScheme, provider));
}
