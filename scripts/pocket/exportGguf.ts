// Writes the built-in model as GGUF, for llama.cpp and whatever reads its files: npx tsx scripts/pocket/exportGguf.ts FILE
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPocket } from '../../src/core/pocket/pocketModel';
import { SetupError, root, runScript } from '../vscode/paths';
import { ggufFile } from './gguf';

await runScript(async () => {
  const [target] = process.argv.slice(2);
  if (target === undefined) throw new SetupError('Say where to write it: npx tsx scripts/pocket/exportGguf.ts FILE');
  const bytes = readFileSync(path.join(root, 'data/pocket/pocket.bin'));
  const file = ggufFile(await loadPocket(bytes, () => new Promise((resolve) => setImmediate(resolve))));
  writeFileSync(target, file);
  console.log(`${target}: ${file.length} bytes`);
  return 0;
});
