// Tries the server for agents with clients of others: `npm run check:mcp -- FOLDER` installs them there, outside of our dependencies.
// Both generations of the SDK call each tool over standard input and output. Then come the scenarios of the conformance suite that ask
// for no tools of its own, over HTTP, in front of the same server. `dist/` is built before.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generations, packages, withClient } from './mcp/clients';
import { startFront } from './mcp/front';
import { interruption } from './vscode/interruption';
import { npm } from './vscode/npm';
import { SetupError, root, runScript } from './vscode/paths';

/**
 * By version of the protocol, as the suite names them. The others want tools, resources, prompts or logs that are made for them, or
 * ask the client for something; those of `input-required-result`, sessions and tasks have nothing to try without them.
 */
const scenarios: Readonly<Record<string, readonly string[]>> = {
  '2025-06-18': ['server-initialize', 'ping', 'tools-list'],
  '2025-11-25': ['server-initialize', 'ping', 'tools-list', 'server-sse-multiple-streams', 'dns-rebinding-protection'],
  '2026-07-28': [
    ...['tools-list', 'server-sse-multiple-streams', 'dns-rebinding-protection', 'http-header-validation'],
    'sep-2164-resource-not-found',
  ],
};

const calls = [
  { name: 'count_tokens', arguments: { path: 'a.md' }, says: /^2 tokens in o200k_base, exactly\.$/ },
  { name: 'count_tokens', arguments: { path: '../a.md' }, says: /is outside of/ },
  { name: 'explain_ai_term', arguments: { term: 'RAG' }, says: /^retrieval-augmented generation/ },
  { name: 'context_report', arguments: { agent: 'codex', file: 'a.md' }, says: /codex with .* tokens with every turn/ },
  { name: 'check_model_ids', arguments: { ids: ['gpt-3.5-turbo'] }, says: /^gpt-3\.5-turbo was retired/ },
] as const;

async function install(folder: string): Promise<void> {
  const names = Object.entries(packages);
  if (names.every(([name]) => existsSync(path.join(folder, 'node_modules', name)))) return;
  console.log(`Installing clients and the conformance suite into ${folder}: 60 MB.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const { signal, end } = interruption('The installation of the clients');
  const wanted = names.map(([name, version]) => `${name}@${version}`);
  await npm(folder, ['install', ...wanted], 'the clients', signal).finally(end);
}

/** Tries the server with a client of one generation of the SDK. Returns the problems that it finds. */
async function tryClient(folder: string, generation: (typeof generations)[number]): Promise<string[]> {
  const read = mkdtempSync(path.join(folder, 'read-'));
  writeFileSync(path.join(read, 'a.md'), 'hello world');
  const server = [path.join(root, 'dist/mcp.js'), '--root', read];
  try {
    return await withClient(folder, generation, server, async (client) => {
      const wrong: string[] = [];
      const { tools } = await client.listTools();
      if (!calls.every((call) => tools.some(({ name }) => name === call.name))) wrong.push('A tool is missing.');
      for (const { name, arguments: input, says } of calls) {
        const text = (await client.callTool({ name, arguments: input })).content[0]?.text ?? '';
        if (!says.test(text)) wrong.push(`${name} says: ${text}`);
      }
      return wrong;
    });
  } finally {
    rmSync(read, { recursive: true });
  }
}

/** The end of what the suite says of a scenario that fails. */
async function tryScenario(folder: string, url: string, scenario: string, version: string): Promise<string[]> {
  const suite = path.join(folder, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
  const flags = ['--url', url, '--scenario', scenario, '--spec-version', version];
  const child = spawn(process.execPath, [suite, 'server', ...flags], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return code === 0 ? [] : [said.slice(-2_000)];
}

await runScript(async () => {
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new SetupError('Say where the clients are to be installed: a folder.');
  const folder = path.resolve(given);
  await install(folder);
  let failed = 0;
  const tell = (what: string, wrong: readonly string[]): void => {
    console.log(`${wrong.length === 0 ? 'works' : 'FAILS'}  ${what}`);
    for (const each of wrong) console.log(`       ${each}`);
    if (wrong.length > 0) failed++;
  };
  for (const generation of generations) tell(generation.name, await tryClient(folder, generation));
  const front = await startFront(pathToFileURL(`${path.join(root, 'dist')}/`), (error) => console.error(error));
  try {
    for (const [version, names] of Object.entries(scenarios)) {
      for (const name of names) {
        tell(`conformance of ${version}: ${name}`, await tryScenario(folder, front.url, name, version));
      }
    }
  } finally {
    front.stop();
  }
  return failed === 0 ? 0 : 1;
});
