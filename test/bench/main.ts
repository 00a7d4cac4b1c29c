// Prints what the extension costs. `npm run bench` packages first; figures are printed, none is a test.
// `npm run bench -- [part ...] [--beside FOLDER]`: with the extension that is built in FOLDER, the part `start` measures both.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError, packageStage, root, runScript } from '../../scripts/vscode/paths';

interface Part {
  readonly title: string;
  /** Loaded only where it is wanted, and when the tables that it reads are built. */
  readonly print: (beside: string | undefined) => Promise<unknown>;
}

/** Runs a measurement in a process of its own, so that its first answer really is the first one. */
function alone(file: string): Promise<void> {
  const { status } = spawnSync(process.execPath, ['--import=tsx', file], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new SetupError(`${file} ended with code ${status ?? 'none'}.`);
  return Promise.resolve();
}

const parts: Readonly<Record<string, Part>> = {
  sizes: {
    title: 'Sizes',
    print: async () => (await import('./sizes')).printSizes(root, packageStage),
  },
  start: {
    title: 'Starts in a real VS Code',
    print: async (beside) => (await import('./start')).printStartFigures(packageStage, beside),
  },
  ids: {
    title: 'Model ids in code',
    print: async () => (await import('./ids')).printIdFigures(root, packageStage),
  },
  terms: {
    title: 'Terms of the glossary',
    print: async () => (await import('./terms')).printTermFigures(root),
  },
  page: {
    title: 'The playground page, with a scripted host',
    print: async () => (await import('./page')).printPageFigures(),
  },
  image: {
    title: 'An image and the tokens of an answer in the page',
    print: async () => {
      const { aloneToo, printPageFigures } = await import('./page');
      await printPageFigures(aloneToo);
    },
  },
  host: { title: 'The playground in the extension host', print: () => alone('test/bench/host.ts') },
  media: { title: 'Images in the extension host', print: () => alone('test/bench/media.ts') },
  evals: { title: 'A run of evals over a thousand rows', print: () => alone('test/bench/evals.ts') },
  grid: { title: 'The grid of a run in a browser', print: async () => (await import('./grid')).printGridFigures() },
  tools: { title: 'A thousand calls of a tool', print: () => alone('test/bench/tools.ts') },
  lab: { title: 'The lab in a browser', print: async () => (await import('./lab')).printLabFigures() },
  pocket: { title: 'The built-in model', print: () => alone('test/bench/pocket.ts') },
  prompts: { title: 'Prompts, rendered over rows', print: () => alone('test/bench/prompts.ts') },
  context: {
    title: 'Reports and edits among thousands of files that agents read',
    print: () => alone('test/bench/context.ts'),
  },
  mcp: {
    title: 'The server for agents',
    print: async () => (await import('./mcp')).printMcpFigures(packageStage),
  },
  editor: { title: 'In a real VS Code', print: async () => (await import('./editor')).printEditorFigures() },
  tokens: { title: 'The token engine and its peers', print: () => alone('test/bench/tokens.bench.ts') },
};

/** @throws SetupError that lists the parts, where one is not known. */
function chooseParts(names: readonly string[]): Part[] {
  const known = Object.keys(parts);
  return (names.length === 0 ? known : names).map((name) => {
    const part = known.includes(name) ? parts[name] : undefined;
    if (part !== undefined) return part;
    throw new SetupError(`The bench has no part ${name}. Its parts are ${known.join(', ')}.`);
  });
}

await runScript(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { beside: { type: 'string' } } });
  const beside = values.beside === undefined ? undefined : path.resolve(values.beside);
  const chosen = chooseParts(positionals);
  const { status } = spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new SetupError('The package to measure could not be built.');
  for (const { title, print } of chosen) {
    console.log(`\n${title}`);
    await print(beside);
  }
  return 0;
});
