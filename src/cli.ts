import { fileURLToPath } from 'node:url';
import { failureCode, run } from './cli/run';
import { readUpTo } from './cli/shared/readUpTo';
import type { EncodingName } from './core/catalog/encodingName';
import { createFieldGuide } from './core/fieldGuide';
import { createTables } from './core/tables';
import { EncodingCounter } from './core/tokens/engine/encodingCounter';
import type { Encoding } from './core/tokens/engine/encoding';
import { loadEncoding, vocabularyFileName } from './core/tokens/engine/loadEncoding';
import { VocabularyFileError } from './core/tokens/engine/vocabularyFile';
import { host } from './host/node/host';

async function load(name: EncodingName): Promise<Encoding> {
  // Bundled as dist/cli.js, beside dist/vocabularies.
  const file = new URL(`vocabularies/${vocabularyFileName(name)}`, import.meta.url);
  const bytes = await host.readOwn(file).catch((error: unknown) => {
    throw new VocabularyFileError(`The vocabulary of ${name} cannot be read. Run "npm run build".`, { cause: error });
  });
  return loadEncoding(name, bytes);
}

const tables = createTables(host, {
  glossary: async () => (await import('../generated/glossary')).glossary,
  senses: async () => {
    const { sensesFile, sensesOf } = await import('../generated/senses');
    return sensesOf(await host.readOwn(sensesFile));
  },
  topics: async () => (await import('../generated/topics')).topics,
  catalog: async () => (await import('../generated/catalog')).catalog,
  lifecycle: async () => (await import('../generated/lifecycle')).lifecycle,
  parameters: async () => (await import('../generated/parameters')).parameters,
  hostIds: async () => (await import('../generated/hostIds')).hostIds,
  schemaSupport: async () => (await import('../generated/schemaSupport')).schemaSupport,
  guide: async () => (await import('../generated/guide')).guide,
});

const args = process.argv.slice(2);

/** Nobody reads what is printed. */
const unread = new AbortController();

// `| head -1` closes the pipe when it has what it wants. The counting goes on: the exit code still tells the budget.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return stream === process.stdout ? unread.abort() : undefined;
    // A full disk, say: nothing that was printed is to be trusted.
    if (stream === process.stdout)
      process.stderr.write(`The result cannot be written: ${error.code ?? error.message}.\n`);
    process.exit(failureCode(args));
  });
}

process.exitCode = await run(args, {
  console: {
    readStandardInput: (maxBytes) => readUpTo(process.stdin, maxBytes),
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  },
  guide: createFieldGuide(host, tables, new EncodingCounter(load)),
  caller: {
    environment: process.env,
    fetch: (url, init) => {
      // With NODE_USE_ENV_PROXY Node would hand what is not encrypted to a proxy: the key and the prompt for this machine, too.
      if (url.startsWith('http:')) process.env['no_proxy'] = '*';
      return fetch(url, init);
    },
    readOwn: (name) => host.readOwn(new URL(name, import.meta.url)),
    script: (name) => fileURLToPath(new URL(name, import.meta.url)),
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY,
    ...(process.stderr.isTTY && { rewrite: (line: string) => void process.stderr.write(`\r\u001b[K${line}`) }),
    async untilCancelled(work) {
      const interrupted = new AbortController();
      const interrupt = (): void => interrupted.abort();
      // Once: who is impatient ends the program with the second one.
      process.once('SIGINT', interrupt);
      try {
        return await work(AbortSignal.any([unread.signal, interrupted.signal]));
      } finally {
        process.off('SIGINT', interrupt);
      }
    },
  },
});
