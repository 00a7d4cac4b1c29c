import { unlessMissing } from '../files/files';
import type { StoreHost } from './types';

/** The folder that says which session each window had, beside those of the sessions. */
export const windowsName = '.windows';

export async function lastSession(host: StoreHost, folder: string, window: string): Promise<string | undefined> {
  const bytes = await unlessMissing(host.files.read(await windowFile(host, folder, window)));
  return bytes && new TextDecoder().decode(bytes);
}

export async function rememberSession(host: StoreHost, folder: string, window: string, id: string): Promise<void> {
  await host.files.makeFolder(host.files.join(folder, windowsName));
  await host.files.writeWhole(await windowFile(host, folder, window), [new TextEncoder().encode(id)]);
}

async function windowFile(host: StoreHost, folder: string, window: string): Promise<string> {
  const hash = await host.sha256(new TextEncoder().encode(window));
  return host.files.join(folder, windowsName, hash.slice(0, 16));
}
