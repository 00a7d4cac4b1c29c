import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import { spliced } from './edits';
import type { Edit, Written } from './edits';
import { valueText } from './lockFile';
import type { Lock } from './lockFile';
import { catalogPackages, packageUrl } from './packages';
import type { ProposedLine } from './proposal';

/** Why a line has to be written by hand, and where. */
export class ByHand extends Error {}

/**
 * Writes an accepted number with its date and source. @returns the files that change, not yet written
 * @throws ByHand, and Error where data/ says something else by now
 */
export function accept(line: ProposedLine, lock: Lock, dataDir: string): Written[] {
  const read = (file: string): Written => ({ file, text: readFileSync(path.join(dataDir, file), 'utf8') });
  const folder = line.field === 'retires' ? 'lifecycle' : 'models';
  for (const name of readdirSync(path.join(dataDir, folder)).filter((each) => each.endsWith('.yml'))) {
    const file = read(`${folder}/${name}`);
    const document = parseDocument(file.text);
    const entry = isSeq(document.contents) ? document.contents.items.find((item) => isOf(item, line)) : undefined;
    if (!isMap(entry)) continue;
    const source = sourceOf(line, lock);
    if (folder === 'models') return [{ ...file, text: spliced(file.text, modelEdits(entry, line, source, file)) }];
    const sources = read('lifecycle-sources.yml');
    const known = sourceAt(parseDocument(sources.text), source.url);
    const id = known ?? source.newId(new Set([...sources.text.matchAll(/^- id: (.+)$/gm)].map(([, each]) => each!)));
    const added = `- id: ${id}\n  title: ${source.title}\n  url: ${source.url}\n  checked: '${source.released}'\n`;
    return [
      { ...file, text: spliced(file.text, lifeEdits(entry, line, id, file)) },
      ...(known === undefined ? [{ ...sources, text: sources.text + added }] : []),
    ];
  }
  throw new ByHand(byHand(line, 'no entry has it', lock));
}

/** An entry of data/lifecycle for a host has dates of its own. */
const isOf = (item: unknown, { model }: ProposedLine): boolean =>
  isMap(item) && !item.has('surface') && [item.get('id'), ...aliasesOf(item)].includes(model);

const aliasesOf = (entry: YAMLMap): unknown[] => {
  const aliases = entry.get('aliases');
  return isSeq(aliases) ? aliases.toJSON() : [];
};

interface Source {
  readonly who: string;
  readonly title: string;
  readonly url: string;
  /** The day of its numbers. */
  readonly released: string;
  newId(taken: ReadonlySet<unknown>): string;
}

/** The first of those who say it. */
function sourceOf({ who }: ProposedLine, { packages }: Lock): Source {
  const [first = ''] = who;
  const found = packages[first];
  if (!found) throw new Error(`The lock file has no package "${first}".`);
  const about = catalogPackages.find((each) => each.who === first)?.about ?? 'model table';
  return {
    who: first,
    title: `'${first} ${found.version}, ${about}'`,
    url: packageUrl(found.name, found.version),
    released: found.released,
    newId: (taken) => (taken.has(first) ? `${first}-${found.version.replaceAll('.', '-')}` : first),
  };
}

function modelEdits(entry: YAMLMap, line: ProposedLine, source: Source, { file, text }: Written): Edit[] {
  const isPrice = line.field === 'input' || line.field === 'cachedInput' || line.field === 'output';
  const price: unknown = entry.get('price', true);
  if (isPrice && !isMap(price)) {
    const why = isSeq(price) ? 'its price has several periods' : 'it has no price yet';
    throw new ByHand(
      `Line ${line.line} (${line.model}: ${line.field}): ${why}. Write it in data/${file}; ${source.url}`,
    );
  }
  const target = isPrice ? (price as YAMLMap) : entry;
  checkOurs(target, line);
  const sources = entry.get('sources', true);
  if (!isSeq(sources)) throw new Error(`data/${file}: ${line.model} has no list of sources.`);
  const known = sources.items.find((each) => isMap(each) && each.get('url') === source.url);
  const taken = new Set(sources.items.map((each) => isMap(each) && each.get('id')));
  const id = isMap(known) ? String(known.get('id')) : source.newId(taken);
  const row = [`id: ${id}`, `title: ${source.title}`, `url: ${source.url}`];
  return [
    put(
      target,
      line.field,
      valueText(line.theirs),
      isPrice ? 'output' : entry.has('price') ? 'price' : 'tokenizer',
      text,
    ),
    put(target, 'checked', `'${source.released}'`, 'source', text),
    ...(isPrice ? [put(target, 'source', id, 'source', text)] : []),
    ...(known === undefined ? [append(sources.items.at(-1) as Node, row, text)] : []),
  ];
}

function lifeEdits(entry: YAMLMap, line: ProposedLine, id: string, { file, text }: Written): Edit[] {
  checkOurs(entry, line);
  const sources = entry.get('sources', true);
  if (!isSeq(sources)) throw new Error(`data/${file}: ${line.model} has no list of sources.`);
  const rest = (sources.toJSON() as string[]).filter((each) => each !== id);
  const [at = 0, end = at] = sources.range ?? [];
  return [
    put(entry, 'retires', valueText(line.theirs), 'sources', text),
    { at, end, text: `[${[id, ...rest].join(', ')}]` },
  ];
}

function checkOurs(entry: YAMLMap, { line, model, field, ours }: ProposedLine): void {
  const now = entry.get(field);
  // Where no more than "not before" is promised, there is no date yet.
  if ((isMap(now) ? undefined : now) === ours) return;
  throw new Error(`Line ${line}: ${model} has ${field} ${String(now)} by now: run npm run update:catalog again.`);
}

/** The value of a key, or the key with it before another one. */
function put(map: YAMLMap, key: string, value: string, before: string, text: string): Edit {
  const pairs = map.items;
  const pair = pairs.find((each) => isScalar(each.key) && each.key.value === key);
  const node = pair?.value as Node | undefined;
  if (node?.range) return { at: node.range[0], end: node.range[1], text: value };
  const next = pairs.find((each) => isPair(each) && isScalar(each.key) && each.key.value === before);
  const at = isScalar(next?.key) ? next.key.range?.[0] : undefined;
  if (at === undefined) throw new Error(`An entry has no "${before}".`);
  const indent = at - (text.lastIndexOf('\n', at - 1) + 1);
  return { at, end: at, text: `${key}: ${value}${map.flow ? ', ' : `\n${' '.repeat(indent)}`}` };
}

/** A row below the last one of a list. */
function append(last: Node, row: readonly string[], text: string): Edit {
  const [start = 0, end = 0] = last.range ?? [];
  const dash = text.lastIndexOf('-', start);
  const indent = dash - (text.lastIndexOf('\n', dash) + 1);
  const lineEnd = text.indexOf('\n', text.slice(0, end).trimEnd().length);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return { at, end: at, text: `\n${' '.repeat(indent)}- ${row.join(`\n${' '.repeat(indent + 2)}`)}` };
}

function sourceAt(document: Document, url: string): string | undefined {
  const items = isSeq(document.contents) ? document.contents.items : [];
  const found = items.find((each) => isMap(each) && each.get('url') === url);
  return isMap(found) ? String(found.get('id')) : undefined;
}

const byHand = ({ line, model, field, theirs }: ProposedLine, why: string, lock: Lock): string =>
  `Line ${line} (${model}: ${field} ${theirs}): ${why}. ` +
  `Write it in data/${field === 'retires' ? 'lifecycle/MAKER.yml' : 'models/FAMILY.yml'}, read on ${lock.read}.`;
