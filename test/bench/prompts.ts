// Measures the cost of rendering prompts. Runs in a process of its own: node --import=tsx test/bench/prompts.ts
import { setImmediate } from 'node:timers/promises';
import { pacer } from '../../src/core/base/work';
import { readDotprompt } from '../../src/core/prompts/forms/dotprompt';
import { promptRenderer } from '../../src/core/prompts/render/renderPrompt';
import { shown, timesOf } from './times';

const turn = `{{role "system"}}You are {{tone}} and answer in {{language}}. {{#if rules}}Keep to these rules:
{{#each rules}}
- {{@index}}. {{this.text}}{{#unless @last}};{{/unless}}
{{/each}}
{{/if}}
{{role "user"}}{{#ifEquals kind "bug"}}A bug of {{product.name}} {{product.version}}{{else}}A wish for {{product.name}}{{/ifEquals}}:
{{body}}
{{json product}}
`;
const filler =
  'Say what is known, what is not, and what to do next. Name the files that it is about, and do not guess.\n';
const source = `---
model: googleai/gemini-2.5-flash
config: { temperature: 0.2 }
input:
  schema: { tone: string, language: string, rules(array): { text: string }, kind: string, product: any, body: string }
  default: { tone: friendly, language: English }
---
${turn}${filler.repeat(Math.ceil((2_000 - turn.length) / filler.length))}`;

const rows = Array.from({ length: 10_000 }, (_, i) => ({
  kind: i % 2 === 0 ? 'bug' : 'wish',
  rules: Array.from({ length: 5 }, (_each, rule) => ({ text: `rule ${rule} of row ${i}` })),
  product: { name: 'Field Guide', version: `1.${i}` },
  body: `Row ${i} says what is wrong with it. `.repeat(5),
}));

/** Processor time of this process, so that other programs on the machine do not count. ms. */
function workDone(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Renders all rows as the extension host does, with turns for others. */
async function renderAll(): Promise<{ readonly ms: number; readonly longest: number; readonly characters: number }> {
  const start = workDone();
  const render = promptRenderer(readDotprompt(source));
  let [characters, longest, since] = [0, 0, start];
  const breathe = pacer(async () => {
    longest = Math.max(longest, workDone() - since);
    await setImmediate();
    since = workDone();
  });
  for (const input of rows) {
    for (const { content } of render({ input }).messages) {
      for (const part of content) if ('text' in part) characters += part.text.length;
    }
    await breathe();
  }
  return { ms: workDone() - start, longest, characters };
}

const runs = [];
for (let i = 0; i < 5; i++) runs.push(await renderAll());
const each = (runs[0]?.characters ?? 0) / rows.length;
console.log(
  `  10,000 rows of a template of ${source.length.toLocaleString('en')} characters, ${each.toFixed(0)} rendered each: ` +
    `${shown(timesOf(runs.map(({ ms }) => ms)), 0)} of work; longest stretch ${shown(timesOf(runs.map(({ longest }) => longest)), 1)}`,
);
