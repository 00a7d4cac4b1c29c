import os from 'node:os';
import path from 'node:path';

/** Where the programs of this user keep on this machine what can be made anew, as its system has it. */
export function cacheFolder({
  XDG_CACHE_HOME: own,
  LOCALAPPDATA: ofWindows,
}: Readonly<Record<string, string | undefined>>): string {
  if (own !== undefined && path.isAbsolute(own)) return own;
  if (process.platform === 'win32' && ofWindows !== undefined) return ofWindows;
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/** Where what has to be somewhere while a program runs may lie, if that folder cannot be written. Others have theirs beside it. */
export const spareFolder = (): string => path.join(os.tmpdir(), `ai-field-guide-${process.getuid?.() ?? 'user'}`);
