import { buffer } from 'node:stream/consumers';
import { catalog } from '../generated/catalog';
import { run } from './cli/run';
import { systemClock } from './core/base/day';
import { createCatalog } from './core/catalog/catalog';
import { createLifecycle } from './core/catalog/lifecycle';
import { createGlossary } from './core/glossary/sense/createGlossary';
import { indexGlossary } from './core/glossary/find/indexGlossary';
import type { EncodingName } from './core/catalog/encodingName';
import type { Encoding } from './core/tokens/engine/encoding';
import { loadEncoding, vocabularyFileName } from './core/tokens/engine/loadEncoding';
import { host } from './host/node/host';
import { VocabularyFileError } from './core/tokens/engine/vocabularyFile';

async function load(name: EncodingName): Promise<Encoding> {
  // Bundled as dist/cli.js, beside dist/vocabularies.
  const file = new URL(`vocabularies/${vocabularyFileName(name)}`, import.meta.url);
  const bytes = await host.readOwn(file).catch((error: unknown) => {
    throw new VocabularyFileError(`The vocabulary of ${name} cannot be read. Run "npm run build".`, { cause: error });
  });
  return loadEncoding(name, bytes);
}

// `| head -1` closes the pipe when it has what it wants. The counting goes on: the exit code still tells the budget.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  console: {
    readStandardInput: () => buffer(process.stdin),
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  },
  catalog: createCatalog(catalog, systemClock),
  lifecycle: async () => {
    const { lifecycle } = await import('../generated/lifecycle');
    return createLifecycle(lifecycle);
  },
  glossary: async () => {
    const [{ glossary }, { sensesFile, sensesOf }] = await Promise.all([
      import('../generated/glossary'),
      import('../generated/senses'),
    ]);
    return createGlossary(indexGlossary(glossary), sensesOf(await host.readOwn(sensesFile)));
  },
  loadEncoding: load,
});
