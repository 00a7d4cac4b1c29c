// Measures what a report and following edits cost where agents read thousands of files.
// Runs in a process of its own: node --import=tsx test/bench/context.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageStage, requireBuilt } from '../../scripts/vscode/paths';
import { sayInEnglish } from '../../src/core/base/say';
import { agentIds } from '../../src/core/context/contextReport';
import { findingsOfFile } from '../../src/core/context/findings/findings';
import { agentRow } from '../../src/core/context/report/contextRows';
import { FolderContexts } from '../../src/core/context/report/contexts';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { TokenClient } from '../../src/core/tokens/worker/tokenClient';
import { createNodeGuide } from '../../src/nodeGuide';
import { createFieldGuide } from '../../src/core/fieldGuide';
import { host } from '../../src/host/node/host';
import { watchWork } from '../support/watchWork';
import { shown, timesOf } from './times';

const sentence = 'Keep functions small, name what they do, and write a test for each case that was wrong once. ';
const prose = (about: string, sentences: number): string => `# ${about}\n\n${sentence.repeat(sentences)}\n`;

/** 2,000 files that agents read: what stands in each folder of a large repository, rules, skills and agents. */
function* agentFiles(): Generator<readonly [file: string, text: string]> {
  yield ['.git/HEAD', 'ref: refs/heads/main\n'];
  yield ['AGENTS.md', prose('The whole', 40)];
  yield ['CLAUDE.md', prose('The whole', 30)];
  yield ['GEMINI.md', prose('The whole', 20)];
  for (let i = 0; i < 200; i++) {
    for (const name of ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md'])
      yield [`packages/p${i}/${name}`, prose(`Package ${i}`, 30)];
  }
  const fields = (name: string): string => `---\nname: ${name}\ndescription: ${sentence}\n---\n`;
  for (let i = 0; i < 250; i++) {
    yield [`.claude/rules/r${i}.md`, `---\npaths: ["src/m${i}/**"]\n---\n${prose(`Rule ${i}`, 20)}`];
    yield [
      `.github/instructions/r${i}.instructions.md`,
      `---\napplyTo: "src/m${i}/**"\n---\n${prose(`Rule ${i}`, 20)}`,
    ];
    yield [`.cursor/rules/r${i}.mdc`, `---\nglobs: src/m${i}/**\nalwaysApply: false\n---\n${prose(`Rule ${i}`, 20)}`];
  }
  for (let i = 0; i < 500; i++) yield [`.agents/skills/s${i}/SKILL.md`, fields(`s${i}`) + prose(`Skill ${i}`, 40)];
  for (let i = 0; i < 147; i++) yield [`.claude/agents/a${i}.md`, fields(`a${i}`) + prose(`Agent ${i}`, 20)];
}

/** 5,000 files that agents read: instructions of as many folders as there are skills. */
function* reportedFiles(): Generator<readonly [file: string, text: string]> {
  yield ['.git/HEAD', 'ref: refs/heads/main\n'];
  for (let i = 0; i < 2_500; i++) {
    yield [`packages/p${i % 50}/q${i}/AGENTS.md`, prose(`Package ${i}`, 3)];
    yield [
      `.agents/skills/s${i}/SKILL.md`,
      `---\nname: s${i}\ndescription: ${sentence}\n---\n${prose(`Skill ${i}`, 3)}`,
    ];
  }
}

/** ms of the packaged command, by the clock. */
function reportTime(root: string): number {
  const start = performance.now();
  execFileSync(process.execPath, [path.join(dist, 'cli.js'), 'context', 'report', '--json', root], { maxBuffer: 1e8 });
  return performance.now() - start;
}

/** A folder that was made to be slow: 100,000 files, some of 1 GB, rings, and links that lead out. */
function writeHostile(folder: string): void {
  const at = (file: string): string => path.join(folder, file);
  writeFiles(
    folder,
    Array.from({ length: 100_000 }, (_, i) => [
      `d${i % 500}/e${i % 7}/${i % 50 === 0 ? `s${i}/SKILL.md` : `f${i}.ts`}`,
      `x${i}`,
    ]),
  );
  const huge = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', '.github/copilot-instructions.md', '.cursor/rules/a.mdc'];
  for (let i = 0; i < 15; i++) huge.push(`d${i}/AGENTS.md`, `d${i}/CLAUDE.md`, `.claude/skills/h${i}/SKILL.md`);
  for (const file of huge) {
    writeFiles(folder, [[file, '# Huge\n']]);
    truncateSync(at(file), 1024 ** 3);
  }
  writeFiles(folder, [
    ['.git/HEAD', 'ref: refs/heads/main\n'],
    ['.env', 'KEY=secret\n'],
  ]);
  for (const [link, to] of [
    ['.claude/skills/ring', '.claude/skills'],
    ['.claude/rules', '.'],
    ['out', '/etc'],
    ['d1/GEMINI.md', '/etc/passwd'],
  ] as const)
    symlinkSync(to.startsWith('/') ? to : at(to), at(link));
}

function writeFiles(folder: string, files: Iterable<readonly [string, string]>): number {
  let count = 0;
  for (const [file, text] of files) {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    count++;
  }
  return count;
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-context-'));
const hostile = mkdtempSync(path.join(tmpdir(), 'bench-hostile-'));
const reported = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
const dist = path.dirname(requireBuilt(packageStage));
const log = { error: (message: string, error: unknown) => console.error(message, error) };
const counter = new TokenClient({
  ...{ host, log, script: path.join(dist, 'worker/tokenWorker.js'), vocabularies: path.join(dist, 'vocabularies') },
});

/** Processor time of this thread, so that other programs on the machine do not count. ms. */
function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

interface Cost {
  readonly ms: number;
  readonly work: number;
  readonly longest: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  await wait(50);
  const watch = watchWork();
  const [start, before] = [performance.now(), used()];
  await work();
  const cost = { ms: performance.now() - start, work: used() - before };
  await wait(5);
  return { ...cost, longest: watch.stop() };
}

try {
  const tables = createNodeGuide(new URL(`file://${dist}/`));
  const guide = createFieldGuide(host, tables, counter);
  const files = writeFiles(folder, agentFiles());
  const tree = new ContextTree(host, folder);
  const contextsOf = (of: ContextTree) => new FolderContexts(of, undefined, { guide, host });
  const rowsOf = async (contexts: FolderContexts, file: string): Promise<void> => {
    for (const id of agentIds) {
      await host.nextTurn();
      agentRow(await contexts.of(id, { file }), [], sayInEnglish);
    }
  };
  const contexts = contextsOf(tree);
  const rows = (file: string): Promise<void> => rowsOf(contexts, file);
  await (await guide.count('x', { encoding: 'o200k_base' }), guide.catalog()); // Loads what counts, which is no part of it.
  const first = await costOf(() => rows('packages/p7/main.ts'));
  print(`${files} files, read first`, [first]);
  const edited = ['AGENTS.md', 'packages/p7/CLAUDE.md', '.agents/skills/s250/SKILL.md', '.claude/rules/r9.md'];
  for (const file of edited) {
    const runs = [];
    for (let i = 0; i < 15; i++) {
      writeFileSync(path.join(folder, file), prose(`Edit ${i}`, 30 + i));
      runs.push(
        await costOf(async () => {
          await tree.changed(file);
          await rows('packages/p7/main.ts');
        }),
      );
    }
    print(`an edit of ${file}, as rows`, runs.slice(5));
  }
  const count = async (text: string): Promise<number> =>
    (await guide.count(text, { encoding: 'o200k_base' }, { languageId: 'markdown' })).tokens;
  for (const file of edited) {
    const runs = [];
    for (let i = 0; i < 15; i++) {
      writeFileSync(path.join(folder, file), prose(`Check ${i}`, 30 + i));
      runs.push(
        await costOf(async () => {
          await tree.changed(file);
          await findingsOfFile(tree, file, { count }, () => false);
        }),
      );
    }
    print(`an edit of ${file}, as problems`, runs.slice(5));
  }
  const most = writeFiles(reported, reportedFiles());
  const reports = timesOf(Array.from({ length: 5 }, () => reportTime(reported)));
  console.log(`  context report --json over ${most} files: ${shown(reports, 0)}`);
  writeHostile(hostile);
  const resident = process.memoryUsage().rss;
  const hard = new ContextTree(host, hostile);
  const cost = await costOf(() => rowsOf(contextsOf(hard), 'd1/main.ts'));
  print('a hostile folder, read first', [cost]);
  console.log(`    ${((process.memoryUsage().rss - resident) / 1024 ** 2).toFixed(0)} MB more than before`);
  const checked = await costOf(() => findingsOfFile(hard, 'AGENTS.md', { count }, () => false));
  print('a hostile folder, as problems of one file', [checked]);
} finally {
  counter.dispose();
  for (const each of [folder, hostile, reported]) rmSync(each, { recursive: true });
}

function print(what: string, runs: readonly Cost[]): void {
  const [ms, work, longest] = (['ms', 'work', 'longest'] as const).map((key) => timesOf(runs.map((run) => run[key])));
  console.log(`  ${what}: ${shown(ms!, 0)}; of work ${shown(work!, 0)}; longest stretch ${shown(longest!, 1)}`);
}
