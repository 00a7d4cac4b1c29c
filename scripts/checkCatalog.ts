// Compares data/models/*.yml with the tables of the package @earendil-works/pi-ai: context window, max output and price.
// Run by hand: npm run check:catalog. Another unpacked release can be checked with: npx tsx scripts/checkCatalog.ts FOLDER
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Model } from '../src/core/catalog/catalogTable';
import { parseDataFile } from './tables/dataFile';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The table of each maker's own API. */
const providers: Readonly<Record<string, string>> = {
  gpt: 'openai',
  claude: 'anthropic',
  gemini: 'google',
  llama: 'meta',
  mistral: 'mistral',
  deepseek: 'deepseek',
  qwen: 'qwen-token-plan',
  grok: 'xai',
};

const fields = ['context window', 'max output', 'input price', 'output price'] as const;
type Field = (typeof fields)[number];
/** Tokens for the first two, US dollars per million tokens for the prices. */
type Numbers = Partial<Record<Field, number>>;

/** Known differences. One holds only while the package says exactly `theirs`, so a new value there is looked at again. */
const allowed: readonly { models: RegExp; fields: readonly Field[]; theirs: readonly number[]; reason: string }[] = [
  // The cap stands where the higher price of long prompts starts; the window is 1,050,000.
  {
    models: /^gpt-/,
    fields: ['context window'],
    theirs: [272_000],
    reason: 'capped at the price step of long prompts',
  },
  // Their Qwen table is that of a subscription, where tokens have no price.
  { models: /^qwen/, fields: ['input price', 'output price'], theirs: [0], reason: 'a subscription without prices' },
  {
    models: /^claude-sonnet-4-5$/,
    fields: ['context window'],
    theirs: [1_000_000],
    reason: "Anthropic's own page says 200K; a million was a beta",
  },
  {
    models: /^(mistral-small-2603|open-mi)/,
    fields: ['context window'],
    theirs: [256_000, 128_000, 64_000, 32_000],
    reason: '256K, 128K, 64K and 32K rounded to thousands',
  },
  {
    models: /^ministral-3b-2512$/,
    fields: ['context window'],
    theirs: [131_072],
    reason: "what hosts offer; Mistral's own card says 256k",
  },
  {
    models: /^deepseek-(flash|v4-pro)$/,
    fields: ['input price', 'output price'],
    theirs: [0.3, 1.2, 1.32, 3.96],
    reason: 'the rate at peak hours, which stands under hours',
  },
  // The limit without streaming; it is 65,536 with streaming.
  { models: /^gemini-4-argon$/, fields: ['max output'], theirs: [32_768], reason: 'the limit without streaming' },
];

const entry = v.object({
  id: v.string(),
  type: v.optional(v.string()),
  contextWindow: v.optional(v.number()),
  maxTokens: v.optional(v.number()),
  cost: v.optional(v.object({ input: v.number(), output: v.number() })),
});
const tableSchema = v.record(v.string(), v.record(v.string(), entry));

/** The chat models of one provider by id. @throws when the file is missing or has another shape. */
function readTheirs(folder: string, provider: string): Map<string, Numbers> {
  const file = path.join(folder, 'dist/providers/data', `${provider}.json`);
  const table = v.parse(tableSchema, JSON.parse(readFileSync(file, 'utf8')));
  const chat = Object.values(table)
    .flatMap((models) => Object.values(models))
    .filter(({ type }) => (type ?? 'chat') === 'chat');
  return new Map(chat.map((m) => [m.id, numbers(m.contextWindow, m.maxTokens, m.cost)]));
}

const numbers = (window?: number, output?: number, price?: { input: number; output: number }): Numbers =>
  Object.fromEntries(fields.map((field, at) => [field, [window, output, price?.input, price?.output][at]]));

function readOurs(): Model[] {
  const schema = JSON.parse(readFileSync(path.join(root, 'data/schemas/models.schema.json'), 'utf8')) as object;
  const files = readdirSync(path.join(root, 'data/models'))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => path.join('data/models', name));
  return files.flatMap((f) => parseDataFile(f, readFileSync(path.join(root, f), 'utf8'), schema).entries as Model[]);
}

/** Prints each difference. Returns how many of them have no written reason; throws when nothing could be compared. */
function compare(folder: string): number {
  const tables = new Map(Object.entries(providers).map(([family, name]) => [family, readTheirs(folder, name)]));
  let compared = 0;
  let wrong = 0;
  for (const model of readOurs()) {
    const table = tables.get(model.family);
    const id = [model.id, ...(model.aliases ?? [])].find((name) => table?.has(name));
    if (id === undefined) continue;
    compared++;
    const ours = numbers(model.contextWindow, model.maxOutput, model.price);
    for (const [field, theirs] of Object.entries(table?.get(id) ?? {}) as [Field, number?][]) {
      if (ours[field] === undefined || theirs === undefined || ours[field] === theirs) continue;
      const known = allowed.find((a) => a.models.test(id) && a.fields.includes(field) && a.theirs.includes(theirs));
      if (!known) wrong++;
      console.log(`${known ? 'known' : 'WRONG'}  ${id}: ${field} ours ${ours[field]}, theirs ${theirs}`);
      if (known) console.log(`       ${known.reason}`);
    }
  }
  if (compared === 0) throw new Error(`No model of ${folder} stands in data/models.`);
  console.log(`${compared} models compared, ${wrong} unexplained differences`);
  return wrong;
}

const folder = path.resolve(process.argv[2] ?? path.join(root, 'node_modules/@earendil-works/pi-ai'));
if (!existsSync(folder)) console.error(`There is no folder ${folder}: run npm ci, or name an unpacked package.`);
if (!existsSync(folder) || compare(folder) > 0) process.exitCode = 1;
