import { spawn } from 'node:child_process';

/** Opens `url` in the default browser. Resolves to false where there is none to open. */
export async function openExternally(url: string): Promise<boolean> {
  const { platform, env } = process;
  if (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined) return false;
  const [command, args] =
    platform === 'win32'
      ? // `start` is part of cmd, takes a title first, and would end the address at its first &.
        ['cmd', ['/c', 'start', '""', url.replaceAll('&', '^&')]]
      : [platform === 'darwin' ? 'open' : 'xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', windowsVerbatimArguments: true });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
