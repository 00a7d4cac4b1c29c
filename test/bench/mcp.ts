// Measures how long the server for agents takes to answer its client. It runs in a process of its own, as an agent starts it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { timesOf, shown } from './times';

const hello = {
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
};

/** ms from the start of the process to its first answer. */
async function start(script: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [script, '--root', '.'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(`${JSON.stringify(hello)}\n`);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ms = performance.now() - from;
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));
  return ms;
}

/** `stage` holds a built extension. */
export async function printMcpFigures(stage: string): Promise<void> {
  const runs: number[] = [];
  for (let i = 0; i < 15; i++) runs.push(await start(path.join(stage, 'dist/mcp.js')));
  console.log(`  ready after ${shown(timesOf(runs), 0)}`);
}
