import os from 'node:os';
import path from 'node:path';
import type { Caller } from '../shared/commandLine';

/** Where answers are cached and runs are locked: a folder of this user on this machine, as its system has them. */
export function evalFolder(environment: Caller['environment']): string {
  return path.join(cacheFolder(environment), 'ai-field-guide', 'evals');
}

function cacheFolder({ XDG_CACHE_HOME: own, LOCALAPPDATA: ofWindows }: Caller['environment']): string {
  if (own !== undefined && path.isAbsolute(own)) return own;
  if (process.platform === 'win32' && ofWindows !== undefined) return ofWindows;
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}
