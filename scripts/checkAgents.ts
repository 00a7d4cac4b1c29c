// Compares what we say that agents read with the agents themselves, over folders that are made here: `npm run check:agents -- FOLDER`
// installs them there, outside of our dependencies. `--trees N` for each agent (50), `--seed N` (1), `--agent ID` for one of them alone,
// `--only 3,17` for those folders alone, `--keep` leaves those that differ in FOLDER/work, `--sample FILE` writes some of the folders
// with what the agents say, `--own` prints what the agents bring themselves (after `npm run build`, as for the next). `--counts DIR`
// instead compares counts and findings of a folder with tiktoken. It fails where a byte or a token differs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { EncodingName } from '../src/core/catalog/encodingName';
import { EncodingCounter } from '../src/core/tokens/engine/encodingCounter';
import { loadEncoding, vocabularyFileName } from '../src/core/tokens/engine/loadEncoding';
import { checkCounts } from './agents/checkCounts';
import { compareCodex } from './agents/compareCodex';
import type { Compared } from './agents/compareCodex';
import { compareGemini } from './agents/compareGemini';
import { codexOwnCounts, codexOwnSkillLengths, geminiOwnCounts } from './agents/ownCounts';
import { install } from './agents/programs';
import { sampleOf, writeSample } from './agents/sample';
import type { Sample } from './agents/sample';
import { Random } from './promptfoo/random';
import { someAtOnce } from './someAtOnce';
import { SetupError, root, runScript } from './vscode/paths';

const shown = 12;

function firstDifference({ said, ours }: Compared): string | undefined {
  for (let i = 0; i < Math.max(said.length, ours.length); i++) {
    const [a = '(nothing)', b = '(nothing)'] = [said[i], ours[i]];
    if (a === b) continue;
    let at = 0;
    while (a[at] === b[at]) at++;
    const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 200));
    return `entry ${i} of ${said.length} and ${ours.length}, at ${at}\n  the agent: ${around(a)}\n  ours:      ${around(b)}`;
  }
  return undefined;
}

/** Those that can be asked, and how many at once: Gemini CLI mostly waits. */
const agents = {
  codex: { name: 'Codex', compare: compareCodex, atOnce: 1 },
  'gemini-cli': { name: 'Gemini CLI', compare: compareGemini, atOnce: 4 },
} as const;

/** A folder to work in. Not below the temporary folder, of which Codex says something of its own. */
function workFolder(folder: string): string {
  mkdirSync(path.join(folder, 'work'), { recursive: true });
  return mkdtempSync(path.join(folder, 'work/run-'));
}

async function printOwn(folder: string): Promise<void> {
  const counter = new EncodingCounter(async (name) =>
    loadEncoding(name, await readFile(path.join(root, 'dist/vocabularies', vocabularyFileName(name)))),
  );
  const count = async (encoding: EncodingName, text: string): Promise<number> =>
    (await counter.count(encoding, text)).tokens;
  const work = workFolder(folder);
  const own = {
    skills: await codexOwnSkillLengths(folder, work),
    codex: await codexOwnCounts(folder, work, count),
    gemini: await geminiOwnCounts(folder, work, count),
  };
  rmSync(work, { recursive: true });
  console.log(JSON.stringify(own, null, 2));
}

await runScript(async () => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    trees: text,
    seed: text,
    agent: text,
    only: text,
    sample: text,
    counts: text,
    own: flag,
    keep: flag,
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.counts !== undefined) return (await checkCounts(path.resolve(values.counts))) === 0 ? 0 : 1;
  if (positionals[0] === undefined) throw new SetupError('Say where the agents are to be installed: a folder.');
  const folder = path.resolve(positionals[0]);
  await install(folder);
  const [count, seed] = [Number(values.trees ?? 50), Number(values.seed ?? 1)];
  if (values.own) {
    await printOwn(folder);
    return 0;
  }
  const samples: Sample[] = [];
  let all = 0;
  for (const [id, { name, compare, atOnce }] of Object.entries(agents)) {
    if (id !== (values.agent ?? id)) continue;
    let differences = 0;
    const indices = values.only?.split(',').map(Number) ?? Array.from({ length: count }, (_, i) => i);
    await someAtOnce(indices, atOnce, async (i) => {
      const work = workFolder(folder);
      const compared = await compare(folder, work, new Random(seed * 1_000 + i));
      const difference = firstDifference(compared);
      if (difference === undefined || !values.keep) rmSync(work, { recursive: true });
      if (difference !== undefined && ++differences <= shown) {
        console.log(`${name} differs in folder ${i} (${path.join(work, 'tree', compared.tree.cwd)}): ${difference}`);
      }
      if (difference === undefined) samples.push(sampleOf(id, compared, work));
    });
    console.log(`${name}: ${indices.length - differences} of ${indices.length} folders are equal`);
    all += differences;
  }
  if (values.sample !== undefined) writeSample(values.sample, samples);
  return all === 0 ? 0 : 1;
});
