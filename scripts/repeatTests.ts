// Runs `npm test` again and again, and stops at the first red run. `npm run test:repeat -- [--times 10] [--busy 3]`
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { limitedRun } from './limitedRun';
import { SetupError, runScript, workDir } from './vscode/paths';

const busyScript = fileURLToPath(new URL('busy.ts', import.meta.url));

/** Minutes. What is over neither green nor red by then hangs. */
const limit = 60;

/** Keeps all processors busy until the returned function is called. */
function keepBusy(): () => void {
  const workers = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, [busyScript], { stdio: ['pipe', 'ignore', 'inherit'] }),
  );
  return () => workers.forEach(({ stdin }) => stdin.end());
}

/** Runs everything once. Whether it is green. */
async function runOnce(run: number, isBusy: boolean): Promise<boolean> {
  const file = path.join(workDir, 'logs', `run-${run}.txt`);
  mkdirSync(path.dirname(file), { recursive: true });
  const output = openSync(file, 'w');
  const stop = isBusy ? keepBusy() : () => undefined;
  const start = Date.now();
  const code = await limitedRun('npm', ['test'], AbortSignal.timeout(limit * 60_000), {}, output);
  const minutes = ((Date.now() - start) / 60_000).toFixed(1);
  stop();
  closeSync(output);
  const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  console.log(`run ${run}${isBusy ? ', processors kept busy' : ''}: ${minutes} minutes, ${last}`);
  if (code !== 0) console.error(`Red: ${file}`);
  return code === 0;
}

function countOf(text: string, name: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new SetupError(`--${name} is ${text}, which is no number of runs.`);
}

await runScript(async () => {
  const { values } = parseArgs({
    options: { times: { type: 'string', default: '10' }, busy: { type: 'string', default: '3' } },
  });
  const times = countOf(values.times, 'times');
  const busy = countOf(values.busy, 'busy');
  // The busy ones first: what is red only then is found soonest.
  for (let run = 1; run <= times; run++) if (!(await runOnce(run, run <= busy))) return 1;
  return 0;
});
