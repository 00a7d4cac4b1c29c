// Compares what we say that agents read with the agents themselves, over folders that are made here: `npm run check:agents -- FOLDER`
// installs them there, outside of our dependencies. `--trees N` for each agent (50), `--seed N` (1), `--agent ID` for one of them alone,
// `--sample FILE` writes some of the folders with what the agents say. It fails where a byte differs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareCodex } from './agents/compareCodex';
import type { Compared } from './agents/compareCodex';
import { compareGemini } from './agents/compareGemini';
import { install } from './agents/programs';
import { Random } from './promptfoo/random';
import { someAtOnce } from './someAtOnce';
import { SetupError, runScript } from './vscode/paths';

const shown = 5;

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

await runScript(async () => {
  const text = { type: 'string' } as const;
  const options = { trees: text, seed: text, agent: text, sample: text };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals[0] === undefined) throw new SetupError('Say where the agents are to be installed: a folder.');
  const folder = path.resolve(positionals[0]);
  await install(folder);
  const [count, seed] = [Number(values.trees ?? 50), Number(values.seed ?? 1)];
  const sample: object[] = [];
  let all = 0;
  for (const [id, { name, compare, atOnce }] of Object.entries(agents)) {
    if (id !== (values.agent ?? id)) continue;
    let differences = 0;
    const indices = Array.from({ length: count }, (_, i) => i);
    await someAtOnce(indices, atOnce, async (i) => {
      // Not below the temporary folder, of which Codex says something of its own.
      mkdirSync(path.join(folder, 'work'), { recursive: true });
      const work = mkdtempSync(path.join(folder, 'work/run-'));
      const compared = await compare(folder, work, new Random(seed * 1_000 + i));
      rmSync(work, { recursive: true });
      const difference = firstDifference(compared);
      if (difference !== undefined && ++differences <= shown) {
        console.log(`${name} differs in folder ${i} (${compared.tree.cwd}): ${difference}`);
      }
      sample.push({ agent: id, ...compared, work });
    });
    console.log(`${name}: ${count - differences} of ${count} folders are equal`);
    all += differences;
  }
  if (values.sample !== undefined) writeFileSync(values.sample, JSON.stringify(sample));
  return all === 0 ? 0 : 1;
});
