import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { host } from './host/node/host';
import { createMcpServer } from './mcp/mcpServer';
import { createNodeGuide } from './nodeGuide';

const usage = `Usage: node dist/mcp.js --root DIR [--root DIR]...

Serves tools to coding agents by the Model Context Protocol, on standard input and output. They read files in these folders
alone, send nothing, and change nothing.
  --root DIR  a folder in which files may be read`;

const options = { root: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } as const;

/** The longest message of an error, in UTF-16 code units. Messages about input of a wrong form can have thousands. */
const maxFault = 500;

/** Writes a line to standard error, as standard output belongs to the protocol. */
const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** Returns the message of an error in one line. It has no stack trace, as its reader runs an agent. */
const oneLine = (error: unknown): string => {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  return message.length <= maxFault ? message : `${message.slice(0, maxFault)}…`;
};

/** Returns the full paths of the folders, or a text that says why there are none. */
async function readRoots(): Promise<readonly string[] | string> {
  let given;
  try {
    given = parseArgs({ options }).values;
  } catch (error) {
    return `${oneLine(error)}\n\n${usage}`;
  }
  if (given.help) {
    process.stdout.write(`${usage}\n`);
    process.exit();
  }
  // An empty path, as a variable without a value gives it, would mean the folder where this runs.
  if (!given.root || given.root.includes('')) return usage;
  const roots = given.root.map((root) => path.resolve(root));
  for (const root of roots) {
    const kind = await host.disk.kind(root).catch(() => undefined);
    if (kind !== 'folder') return `There is no folder ${root}.`;
  }
  return roots;
}

const roots = await readRoots().catch(oneLine);
if (typeof roots === 'string') {
  log(roots);
  process.exitCode = 2;
} else {
  // Bundled as dist/mcp.js, beside dist/vocabularies.
  const guide = createNodeGuide(new URL('.', import.meta.url));
  const folders = roots.map((root) => ({ root, disk: host.disk }));
  const { version } = JSON.parse(
    new TextDecoder().decode(await host.readOwn(new URL('../package.json', import.meta.url))),
  ) as { readonly version: string };
  const onFault = (error: unknown): void => log(`A tool failed: ${oneLine(error)}`);
  serveStdio(() => createMcpServer({ guide, host, folders }, version, onFault), {
    onerror: (error) => log(`A message was not read or not sent: ${oneLine(error)}`),
  });
}
