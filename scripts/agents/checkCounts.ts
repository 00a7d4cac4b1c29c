import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { get_encoding } from 'tiktoken';
import { parse } from 'yaml';
import { isRecord } from '../../src/core/base/json';
import { agentIds } from '../../src/core/context/contextReport';
import { isFile } from '../../src/core/context/tree/treePlace';
import { findingsIn } from '../../src/core/context/findings/findings';
import { FolderContexts } from '../../src/core/context/report/contexts';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { host } from '../../src/host/node/host';
import { createNodeGuide } from '../../src/nodeGuide';
import { root } from '../vscode/paths';

// Compares counts and findings of a folder with tiktoken itself, and with a reading of each SKILL.md that is not ours.

const encodings = ['o200k_base', 'cl100k_base'] as const;

type Count = (text: string) => number;

/** Compares all of a folder, and prints what was compared. How much differs. */
export async function checkCounts(folder: string): Promise<number> {
  const guide = createNodeGuide(pathToFileURL(`${path.join(root, 'dist')}/`));
  const tree = new ContextTree(host, folder);
  let different = 0;
  for (const encoding of encodings) {
    const tiktoken = get_encoding(encoding);
    const count: Count = (text) => tiktoken.encode_ordinary(text).length;
    const ours = async (text: string): Promise<number> =>
      (await guide.count(text, { encoding }, { languageId: 'markdown' })).tokens;
    different += await checkFiles(tree, encoding, count, ours);
    different += await checkReports(new FolderContexts(tree, undefined, { guide, host }), encoding, count, guide);
    if (encoding === 'o200k_base') different += await checkSkills(tree, count, ours);
    tiktoken.free();
  }
  return different;
}

async function checkFiles(
  tree: ContextTree,
  encoding: string,
  count: Count,
  ours: (text: string) => Promise<number>,
): Promise<number> {
  let [files, tokens, different] = [0, 0, 0];
  for (const file of await tree.files()) {
    const read = await tree.read(file);
    if (!isFile(read) || read.bytes.length < read.size || read.bytes.includes(0)) continue;
    const text = new TextDecoder().decode(read.bytes);
    const said = count(text);
    files++;
    tokens += said;
    if ((await ours(text)) !== said) console.log(`${file} differs in ${encoding} (${++different})`);
  }
  console.log(`${encoding}: ${files} files with ${tokens} tokens, ${different} differ`);
  return different;
}

async function checkReports(
  folders: FolderContexts,
  encoding: string,
  count: Count,
  guide: ReturnType<typeof createNodeGuide>,
): Promise<number> {
  const catalog = await guide.catalog();
  const model = catalog.models.find((each) => {
    const tokenizer = catalog.tokenizerOf(each);
    return tokenizer.encoding === encoding && tokenizer.estimate === undefined;
  });
  let [parts, different] = [0, 0];
  for (const id of agentIds) {
    const { assembled, counted } = await folders.of(id, { model: model?.id });
    for (const [i, { kind, text, known }] of assembled.parts.entries()) {
      if (kind === 'frame' || known) continue;
      parts++;
      if (counted.parts[i]?.tokens !== count(text)) different++;
    }
    const known = assembled.parts.reduce((sum, part) => sum + (part.isSent ? (part.known?.tokens ?? 0) : 0), 0);
    if (counted.tokens.always !== count(assembled.text) + known) different++;
  }
  console.log(`${encoding}: ${parts} parts and ${agentIds.length} totals for ${model?.id}, ${different} differ`);
  return different;
}

/** Compares the findings about each SKILL.md with an independent reading. Returns the number of rules that differ. */
async function checkSkills(tree: ContextTree, count: Count, ours: (text: string) => Promise<number>): Promise<number> {
  const expected = new Map<string, string[]>([
    ['skill-body', []],
    ['skill-folder', []],
  ]);
  for (const file of await tree.files()) {
    if (!/(?:^|\/)SKILL\.md$/.test(file)) continue;
    const read = await tree.read(file);
    if (!isFile(read)) continue;
    const lines = new TextDecoder().decode(read.bytes).split('\n');
    const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---');
    const fields: unknown = parse(lines.slice(1, end).join('\n'));
    if (count(lines.slice(end + 1).join('\n')) > 5_000) expected.get('skill-body')?.push(file);
    if (isRecord(fields) && fields.name !== file.split('/').at(-2)) expected.get('skill-folder')?.push(file);
  }
  const findings = await findingsIn(tree, { agents: agentIds }, ours);
  let different = 0;
  for (const [rule, files] of expected) {
    const found = findings.filter((each) => each.rule === rule).map(({ file }) => file);
    if (found.sort().join('\n') !== files.sort().join('\n')) different++;
    console.log(`${rule}: ${found.length} found, ${files.length} expected`);
  }
  const others = findings.filter(({ rule }) => !expected.has(rule)).map(({ rule, file }) => `${rule} ${file}`);
  console.log(`${others.length} other findings${others.map((each) => `\n  ${each}`).join('')}`);
  return different;
}
