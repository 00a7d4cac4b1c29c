// Builds dist/, which F5, `npm start` and the command line run. --watch rebuilds on change, --production minifies.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtension, watchExtension } from './buildExtension';

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist');
const build = { dist, production: process.argv.includes('--production') };

try {
  await (process.argv.includes('--watch') ? watchExtension(build) : buildExtension(build));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
