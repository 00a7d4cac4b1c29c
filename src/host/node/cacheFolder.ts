import os from 'node:os';
import path from 'node:path';

/** Returns the folder in which programs of this user keep data that can be made anew, as is usual on this system. */
export function cacheFolder({
  XDG_CACHE_HOME: own,
  LOCALAPPDATA: ofWindows,
}: Readonly<Record<string, string | undefined>>): string {
  if (own !== undefined && path.isAbsolute(own)) return own;
  if (process.platform === 'win32' && ofWindows !== undefined) return ofWindows;
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

/**
 * Returns the folder for temporary files if the cache folder cannot be written. Other users have their own folders beside it.
 */
export const spareFolder = (): string => path.join(os.tmpdir(), `ai-field-guide-${process.getuid?.() ?? 'user'}`);
