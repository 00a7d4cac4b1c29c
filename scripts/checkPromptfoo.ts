// Compares the checks of answers with promptfoo's over cases that are made here: `npm run check:promptfoo -- [FOLDER]` installs it there,
// or under the temporary folder, outside of our dependencies. `--cases N` for each type (300), `--seed N` (1), `--type NAME` for one of
// them alone, `--sample FILE` writes some of them with what it says. It fails where a verdict differs, and where the keys and the types
// of checks that configs have here are not those of its schema.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { caseTypes, someCase } from './promptfoo/cases';
import { agrees, gradesAgree, ourGrade, ourVerdict } from './promptfoo/compare';
import { someGradeCase } from './promptfoo/gradeCases';
import { schemaDifferences } from './promptfoo/configSchema';
import { Oracle, promptfooVersion } from './promptfoo/oracle';
import type { CheckCase, GradeCase, Said } from './promptfoo/oracle';
import { Random } from './promptfoo/random';
import { sampleOf, sampled, writeSample } from './promptfoo/sample';
import type { Sampled } from './promptfoo/sample';
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

/** Cases of one type, and what both sides say of them. */
interface Subject<Asked, Ours> {
  readonly make: (random: Random) => Asked;
  readonly ask: (asked: Asked) => Promise<Said>;
  readonly judge: (asked: Asked) => Promise<Ours>;
  readonly agrees: (said: Said, ours: Ours) => boolean;
}

interface Found {
  /** So many differ. */
  readonly differences: number;
  /** Some of the cases with what promptfoo says. */
  readonly sample: readonly Sampled[];
}

/** Each type has cases of its own. */
const seedOf = (seed: number, type: string): number =>
  Buffer.from(type).reduce((sum, byte) => (sum * 31 + byte) | 0, seed);

async function compare<Asked, Ours>(
  type: string,
  subject: Subject<Asked, Ours>,
  count: number,
  seed: number,
): Promise<Found> {
  const random = new Random(seedOf(seed, type));
  const sample: Sampled[] = [];
  let [agreed, passed, refused] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    // Values that JSON cannot hold are not asked about.
    const asked = JSON.parse(JSON.stringify(subject.make(random))) as Asked;
    const said = await subject.ask(asked);
    const ours = await subject.judge(asked);
    if ('error' in said) refused++;
    else if (said.pass) passed++;
    if (subject.agrees(said, ours)) agreed++;
    else if (i - agreed < maxShown) {
      console.log(
        `Differs: ${JSON.stringify(asked)}\n  promptfoo: ${JSON.stringify(said)}\n  ours: ${JSON.stringify(ours)}`,
      );
    }
    if (i < sampled) sample.push(sampleOf(asked as object, said));
  }
  console.log(`${type}: ${agreed} of ${count} agree (${passed} pass, ${refused} are refused)`);
  return { differences: count - agreed, sample };
}

await runScript(async () => {
  const text = { type: 'string' } as const;
  const options = { cases: text, seed: text, type: text, sample: text };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const folder = path.resolve(positionals[0] ?? path.join(tmpdir(), `promptfoo-${promptfooVersion}`));
  await install(folder);
  const oracle = await Oracle.from(folder);
  const [count, seed] = [Number(values.cases ?? 300), Number(values.seed ?? 1)];
  const samples: Sampled[] = [];
  let differences = 0;
  const add = (found: Found): void => {
    differences += found.differences;
    samples.push(...found.sample);
  };
  for (const type of caseTypes.filter((each) => each === (values.type ?? each))) {
    const ask = (asked: CheckCase): Promise<Said> => oracle.check(asked);
    const make = (random: Random): CheckCase => someCase(random, type);
    add(await compare(type, { make, ask, judge: ourVerdict, agrees }, count, seed));
  }
  if (values.type === undefined) {
    const ask = (asked: GradeCase): Promise<Said> => oracle.grade(asked);
    add(await compare('whole cells', { make: someGradeCase, ask, judge: ourGrade, agrees: gradesAgree }, count, seed));
  }
  const inSchema = await schemaDifferences(folder);
  for (const difference of inSchema) console.log(`Differs: ${difference}`);
  differences += inSchema.length;
  if (values.sample !== undefined) writeSample(values.sample, samples);
  return differences === 0 ? 0 : 1;
});
// promptfoo keeps timers that never end.
process.exit();
