// Runs the command in its arguments and ends the whole process tree when standard input closes. Its parent holds the other
// end of that pipe, so however the parent goes (returns, Ctrl+C, a crash, kill -9) the editor goes with it.
// Started as the leader of a process group of its own, by plain `node`: no imports but Node's.
import { spawn, spawnSync } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

function signalTree(signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  process.kill(-process.pid, signal);
}

/** Children of the server may outlive it, so the group is ended even when the server went first. Ends this process too. */
function endTree(code: number): void {
  process.exitCode = code;
  if (process.platform !== 'win32') signalTree('SIGKILL');
  process.exit(code);
}

process.on('SIGTERM', () => undefined);
child.once('error', () => endTree(1));
child.once('exit', (code) => endTree(code ?? 1));
process.stdin.resume();
process.stdin.once('close', () => {
  signalTree('SIGTERM');
  setTimeout(() => endTree(0), 1500);
});
