// Writes ai-field-guide-VERSION.vsix from dist/ (built for production before: npm run package does both).
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Bytes. The limit that the README promises. */
const largest = 6 * 1024 * 1024;

const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, string>;
const packagePath = path.join(root, `${name ?? ''}-${version ?? ''}.vsix`);
// Everything that runs is bundled in dist/: node_modules stays out.
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  skipLicense: true,
});
const { size } = statSync(packagePath);
console.log(`${path.basename(packagePath)}: ${(size / 1024 / 1024).toFixed(2)} MB`);
if (size > largest) {
  console.error(`The package is larger than the ${largest / 1024 / 1024} MB that the README promises.`);
  process.exitCode = 1;
}
