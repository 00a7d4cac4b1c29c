// Asks llama.cpp what it makes of the same weights: token ids, and the five likeliest tokens with their logits, for the prompts of
// data/pocket/reference.json. Writes data/pocket/llama.json: npx tsx scripts/pocket/llamaReference.ts
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { loadPocket } from '../../src/core/pocket/pocketModel';
import { root, runScript } from '../vscode/paths';
import { ggufFile } from './gguf';
import { LLAMA_VERSION, installLlama, openLlama } from './llama';

const data = path.join(root, 'data/pocket');
const prompts = v.array(v.object({ question: v.string(), ids: v.array(v.number()) }));

await runScript(async () => {
  await installLlama();
  const bytes = readFileSync(path.join(data, 'pocket.bin'));
  const pocket = await loadPocket(bytes, () => new Promise((resolve) => setImmediate(resolve)));
  const folder = mkdtempSync(path.join(tmpdir(), 'pocket-'));
  try {
    const file = path.join(folder, 'pocket.gguf');
    writeFileSync(file, ggufFile(pocket));
    const llama = await openLlama(file);
    const answers = [];
    for (const { question, ids } of v.parse(
      prompts,
      JSON.parse(readFileSync(path.join(data, 'reference.json'), 'utf8')),
    )) {
      const logits = await llama.logitsAfter(ids);
      const top = [...logits].toSorted((a, b) => b[1] - a[1]).slice(0, 5);
      answers.push({
        question,
        questionIds: llama.tokenize(question),
        ids,
        top: top.map(([id, logit]) => [id, Number(logit.toFixed(6))]),
      });
    }
    await llama.dispose();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const result = { nodeLlamaCpp: LLAMA_VERSION, sha256, answers };
    writeFileSync(path.join(data, 'llama.json'), `${JSON.stringify(result)}\n`);
    console.log(`${answers.length} prompts`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
});
