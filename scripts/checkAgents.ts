// Compares what we say that agents read with the agents themselves, over folders that are made here: `npm run check:agents -- FOLDER`
// installs them there, outside of our dependencies. `--trees N` for each agent (50), `--seed N` (1), `--agent ID` for one of them alone,
// `--sample FILE` writes some of the folders with what the agents say. It fails where a byte differs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareCodex } from './agents/compareCodex';
import type { Compared } from './agents/compareCodex';
import { install } from './agents/programs';
import { Random } from './promptfoo/random';
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

await runScript(async () => {
  const text = { type: 'string' } as const;
  const options = { trees: text, seed: text, agent: text, sample: text };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals[0] === undefined) throw new SetupError('Say where the agents are to be installed: a folder.');
  const folder = path.resolve(positionals[0]);
  await install(folder);
  const [count, seed] = [Number(values.trees ?? 50), Number(values.seed ?? 1)];
  // Not below the temporary folder, of which Codex says something of its own.
  mkdirSync(path.join(folder, 'work'), { recursive: true });
  const work = mkdtempSync(path.join(folder, 'work/run-'));
  let differences = 0;
  const sample: object[] = [];
  for (let i = 0; i < count; i++) {
    const compared = await compareCodex(folder, work, new Random(seed * 1_000 + i));
    const difference = firstDifference(compared);
    if (difference !== undefined && ++differences <= shown) {
      console.log(`Codex differs in folder ${i} (${compared.tree.cwd}): ${difference}`);
    }
    sample.push(compared);
  }
  console.log(`Codex: ${count - differences} of ${count} folders are equal`);
  if (values.sample !== undefined) writeFileSync(values.sample, JSON.stringify(sample));
  if (differences === 0) rmSync(work, { recursive: true });
  return differences === 0 ? 0 : 1;
});
