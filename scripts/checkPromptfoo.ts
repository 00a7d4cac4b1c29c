// Compares the checks of answers with promptfoo's over cases that are made here: `npm run check:promptfoo -- [FOLDER]` installs it there,
// or under the temporary folder, outside of our dependencies. `--cases N` for each type (300), `--seed N` (1), `--type NAME` for one of
// them alone, `--sample FILE` writes some of them with what it says. It fails where a verdict differs.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { caseTypes, someCase } from './promptfoo/cases';
import { agrees, ourVerdict } from './promptfoo/compare';
import { Oracle, promptfooVersion } from './promptfoo/oracle';
import type { CheckCase, Said } from './promptfoo/oracle';
import { Random } from './promptfoo/random';
import { npm } from './vscode/npm';
import { interruption } from './vscode/interruption';
import { runScript } from './vscode/paths';

async function install(folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'node_modules/promptfoo/package.json'))) return;
  console.log(`Installing promptfoo ${promptfooVersion} into ${folder}: 270 MB.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const { signal, end } = interruption('The installation of promptfoo');
  try {
    // Its database is an optional package for each platform, without which nothing of it loads.
    const names = [`promptfoo@${promptfooVersion}`, `@libsql/${libsql()}`];
    await npm(folder, ['install', '--omit=optional', ...names], 'promptfoo', signal);
  } finally {
    end();
  }
}

const libsql = (): string => {
  const { platform, arch } = process;
  return platform === 'linux' ? `linux-${arch}-gnu` : platform === 'win32' ? `win32-${arch}-msvc` : `darwin-${arch}`;
};

const maxShown = 10;

/** So many cases of a type that agree, and some of them with what promptfoo says. */
async function compareType(oracle: Oracle, type: string, count: number, seed: number) {
  const random = new Random(seed + type.split('').reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7));
  const found = {
    agreed: 0,
    errors: 0,
    passed: 0,
    differences: 0,
    sample: [] as { readonly asked: CheckCase; readonly said: Said }[],
  };
  for (let i = 0; i < count; i++) {
    const asked = JSON.parse(JSON.stringify(someCase(random, type))) as CheckCase;
    const said = await oracle.check(asked);
    const ours = ourVerdict(asked);
    if ('error' in said) found.errors++;
    else if (said.pass) found.passed++;
    found.sample.push({ asked, said });
    if (agrees(said, ours)) found.agreed++;
    else if (++found.differences <= maxShown) {
      console.log(
        `Differs: ${JSON.stringify(asked)}\n  promptfoo: ${JSON.stringify(brief(said))}\n  ours: ${JSON.stringify(ours)}`,
      );
    }
  }
  return found;
}

const brief = (said: Said): object =>
  'error' in said ? said : { pass: said.pass, score: said.score, reason: (said as { reason?: string }).reason };

await runScript(async () => {
  const text = { type: 'string' } as const;
  const options = { cases: text, seed: text, type: text, sample: text };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const folder = path.resolve(positionals[0] ?? path.join(tmpdir(), `promptfoo-${promptfooVersion}`));
  await install(folder);
  const oracle = await Oracle.from(folder);
  let differences = 0;
  for (const type of values.type === undefined ? caseTypes : [values.type]) {
    const count = Number(values.cases ?? 300);
    const found = await compareType(oracle, type, count, Number(values.seed ?? 1));
    differences += found.differences;
    console.log(`${type}: ${found.agreed} of ${count} agree (${found.passed} pass, ${found.errors} are refused)`);
  }
  return differences === 0 ? 0 : 1;
});
// promptfoo keeps timers that never end.
process.exit();
