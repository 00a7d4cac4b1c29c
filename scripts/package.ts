// Builds for production beside dist/ and writes ai-field-guide-VERSION.vsix.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './buildExtension';
import { stageExtension } from './packaging/stage';
import { checkPage, checkStart } from './packaging/startScripts';
import { writeVsix } from './packaging/writeVsix';
import { packageStage, root } from './vscode/paths';

/** Bytes. What the package has to stay below; docs/figures.md gives its size today. */
const largest = 9 * 1024 * 1024;

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, string>;
const file = path.join(root, `${name ?? ''}-${version ?? ''}.vsix`);
try {
  const dist = path.join(packageStage, 'dist');
  await buildExtension({ dist, production: true });
  checkStart(dist);
  checkPage(dist);
  stageExtension(root, packageStage);
  await writeVsix(packageStage, file);
  const { size } = statSync(file);
  console.log(`${path.basename(file)}: ${(size / 1024 / 1024).toFixed(2)} MB`);
  if (size > largest) throw new Error(`The package is larger than ${largest / 1024 / 1024} MB.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
