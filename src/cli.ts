import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { catalog } from '../generated/catalog';
import { run } from './cli/run';
import { loadEncoding, vocabularyFileName } from './core/tokens/engine/loadEncoding';

/** Bundled as dist/cli.js, beside dist/vocabularies. */
const vocabularies = path.join(path.dirname(fileURLToPath(import.meta.url)), 'vocabularies');

process.exitCode = await run(process.argv.slice(2), {
  console: {
    readStandardInput: () => buffer(process.stdin),
    print: (line) => process.stdout.write(`${line}\n`),
    printError: (line) => process.stderr.write(`${line}\n`),
  },
  models: catalog,
  loadEncoding: async (name) => loadEncoding(name, await readFile(path.join(vocabularies, vocabularyFileName(name)))),
});
