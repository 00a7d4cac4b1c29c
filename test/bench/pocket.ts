// Speed, load and answers of the built-in model: npx tsx test/bench/pocket.ts [FOLDER with pocket.bin]
import { atOnce } from '../../src/core/base/work';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ggufFile } from '../../scripts/pocket/gguf';
import { llamaIsInstalled, openLlama } from '../../scripts/pocket/llama';
import { loadPocket } from '../../src/core/pocket/pocketModel';
import { ForwardPass } from '../../src/core/pocket/forwardPass';
import { askHeld, askInSessions, pocketFolder, readPocketJson, turnOfLoop } from '../support/pocket';
import type { HeldQuestions } from '../support/pocket';

const folder = process.argv[2] ?? pocketFolder;
const bytes = readFileSync(path.join(folder, 'pocket.bin'));

/** Milliseconds of the longest stretch between two pauses: by the clock, and of processor time, which other programs do not lengthen. */
let stretch = { clock: 0, processor: 0 };
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let resumed = { clock: performance.now(), processor: processor() };
const pause = async (): Promise<void> => {
  stretch = {
    clock: Math.max(stretch.clock, performance.now() - resumed.clock),
    processor: Math.max(stretch.processor, processor() - resumed.processor),
  };
  await turnOfLoop();
  resumed = { clock: performance.now(), processor: processor() };
};
const shown = ({ clock, processor }: typeof stretch): string =>
  `${clock.toFixed(1)} ms (processor ${processor.toFixed(1)} ms)`;

let start = performance.now();
const model = await loadPocket(bytes, pause);
await pause();
const whileLoading = stretch;
console.log(`load, first use: ${(performance.now() - start).toFixed(1)} ms (${bytes.length} bytes)`);

// The first answer: its loops are not compiled yet.
stretch = { clock: 0, processor: 0 };
start = performance.now();
const text = 'What is the difference between an agent and a workflow? '.repeat(12);
const answer = model.answer([{ role: 'user', text }], { maxTokens: 100, temperature: 1 }, pause);
await answer.next();
const first = performance.now() - start;
while (!(await answer.next()).done);
await pause();
console.log(
  `longest stretch: ${shown(whileLoading)} while loading, ${shown(stretch)} in the first answer (its first token after ${first.toFixed(0)} ms)`,
);

const PROMPT = 200;
const WRITTEN = 100;
const { network } = model;
const firsts: number[] = [];
const speeds: number[] = [];
let longest = 0;
for (let round = 0; round < 7; round++) {
  const run = new ForwardPass(network);
  const tokens = Array.from({ length: PROMPT }, (_, i) => 4 + ((i * 37) % (network.shape.vocabulary - 4)));
  start = performance.now();
  let last = start;
  for (const work = run.feed(tokens); !work.next().done; last = performance.now()) {
    longest = Math.max(longest, performance.now() - last);
  }
  firsts.push(performance.now() - start);
  start = performance.now();
  for (let i = 0; i < WRITTEN; i++) atOnce(run.feed([tokens[i]!]));
  speeds.push((WRITTEN / (performance.now() - start)) * 1000);
}
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
console.log(
  `first token of a prompt of ${PROMPT} tokens: ${firsts[0]!.toFixed(0)} ms cold, ${median(firsts).toFixed(0)} ms median`,
);
console.log(`tokens a second behind it: ${speeds[0]!.toFixed(0)} cold, ${median(speeds).toFixed(0)} median`);
console.log(`longest piece of work: ${longest.toFixed(1)} ms`);

if (llamaIsInstalled()) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pocket-'));
  const file = path.join(folder, 'pocket.gguf');
  writeFileSync(file, ggufFile(model));
  const llama = await openLlama(file);
  const prompt = Array.from({ length: PROMPT }, (_, i) => 4 + ((i * 37) % (network.shape.vocabulary - 4)));
  const times = [];
  for (let round = 0; round < 5; round++) times.push(await llama.time(prompt, WRITTEN + 1));
  const first = median(times.map((time) => time.first));
  const speed = median(times.map((time) => (WRITTEN / time.others) * 1000));
  console.log(`llama.cpp on one thread: ${first.toFixed(0)} ms, ${speed.toFixed(0)} tokens a second, median`);
  await llama.dispose();
  rmSync(folder, { recursive: true });
} else console.log('llama.cpp beside it: after npx tsx scripts/pocket/llamaReference.ts');

const held = readPocketJson('questions.json') as HeldQuestions;
const score = await askHeld(model, held);
for (const line of score.wrong) console.log(`  ${line}`);
console.log(
  `right: ${score.right} of ${held.inside.length}; of these ${score.refused} get the sentence for what is outside`,
);
console.log(`outside: ${score.outside} of ${held.outside.length} get the sentence`);
const SESSIONS = 40;
const TURNS = 6;
const inSessions = await askInSessions(model, held, SESSIONS, TURNS);
console.log(`in ${SESSIONS} sessions of ${TURNS} questions, right by the turn: ${inSessions.join(', ')}`);
