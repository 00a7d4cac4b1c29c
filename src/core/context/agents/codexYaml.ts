import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, Scalar } from 'yaml';
import { isPlain } from '../../text/yaml';
import { isCrowded, maxYamlLength, shortYaml } from './plainYaml';

/** The fields that Codex reads at the top of a SKILL.md, or which of them is wrong. */
export type CodexFields = { readonly name?: string; readonly description?: string } | { readonly invalid: string };

/** Returns the lines between two lines of `---`, of which the first is the first line of the file. */
export function codexFrontMatter(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== '---' || lines[0].startsWith('\uFEFF')) return undefined;
  const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---');
  return end > 1 ? lines.slice(1, end).join('\n') : undefined;
}

/**
 * Reads the fields. Where that fails, reads them once more, with quotation marks around values where people forget
 * them.
 * @param read a reader of YAML whose values have types: it may know the text already
 */
export function codexFields(yaml: string, read = (text: string) => shortYaml(text)): CodexFields {
  if (yaml.length > maxYamlLength || isCrowded(yaml)) return { invalid: 'front matter' };
  const fields = readFields(textsIn(yaml, read));
  if (!('invalid' in fields)) return fields;
  const mended = withQuotes(yaml);
  const others = readFields(shortYaml(mended, texts));
  return 'invalid' in others ? fields : others;
}

/** Option for reading YAML in which all values are texts. */
const texts = { schema: 'failsafe' } as const;

/**
 * Returns a document of texts. A document whose values have types will do where no tag changes them and all keys are
 * texts, as it tells how each value was written.
 */
function textsIn(yaml: string, read: (text: string) => Document | undefined): Document | undefined {
  const typed = yaml.includes('!') ? undefined : read(yaml);
  return typed && hasTextKeys(typed.contents) ? typed : shortYaml(yaml, texts);
}

function hasTextKeys(node: unknown): boolean {
  if (isSeq(node)) return node.items.every(hasTextKeys);
  if (!isMap(node)) return true;
  return node.items.every(({ key, value }) => isScalar(key) && typeof key.value === 'string' && hasTextKeys(value));
}

function readFields(document: Document | undefined): CodexFields {
  const contents = document?.contents;
  if (!isMap(contents) || !isPlain(contents)) return { invalid: 'front matter' };
  const metadata = contents.get('metadata', true);
  if (metadata !== undefined && !isMap(metadata)) return { invalid: 'metadata' };
  const short = isMap(metadata) ? metadata.get('short-description', true) : undefined;
  if (short !== undefined && !isScalar(short)) return { invalid: 'metadata' };
  const found: { name?: string; description?: string } = {};
  for (const key of ['name', 'description'] as const) {
    const value: unknown = contents.get(key, true);
    if (value === undefined || value === null) continue;
    if (!isScalar(value)) return { invalid: key };
    const text = textOf(value);
    if (text !== undefined) found[key] = text;
  }
  return found;
}

/** Returns the text of a value; `undefined` for a plain `null`. */
function textOf({ value, source = '', type }: Scalar): string | undefined {
  const text = typeof value === 'string' ? value : source;
  return type === 'PLAIN' && /^(?:|~|null|Null|NULL)$/.test(text) ? undefined : text;
}

/**
 * Finds a key with a value in its line, also in a list, and the white space behind it. Codex finds it by
 * `^[ \t]*(?:- )*[^\s#][^:]*:[ \t]+(?=\S)`, which takes time by the square of a line of hyphens.
 */
export function keyOfLine(line: string): string | undefined {
  const start = /^[ \t]*(?:- )*/.exec(line)?.[0].length ?? 0;
  // A hyphen may be the key itself. Where there are several, each leads to the same colon.
  for (const at of line.startsWith('- ', start - 2) ? [start, start - 2] : [start]) {
    if (!/[^\s#]/.test(line.charAt(at))) continue;
    const colon = line.indexOf(':', at + 1);
    const [space] = (colon < 0 ? undefined : /^[ \t]+(?=\S)/.exec(line.slice(colon + 1))) ?? [];
    if (space !== undefined) return line.slice(0, colon + 1 + space.length);
  }
  return undefined;
}

function withQuotes(yaml: string): string {
  let block: number | undefined; // How far the key of a text over several lines is indented.
  const lines = yaml.split('\n').map((line) => {
    const indent = line.search(/\S/);
    if (block !== undefined && (indent < 0 || indent > block)) return line;
    block = undefined;
    const key = keyOfLine(line);
    if (key === undefined) return line;
    const rest = line.slice(key.length);
    const comment = rest.search(/[ \t]#/);
    const value = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
    if (/^[|>]/.test(value)) block = indent;
    return isForgotten(value) ? `${key}'${value.replaceAll("'", "''")}'${rest.slice(value.length)}` : line;
  });
  return lines.join('\n');
}

function isForgotten(value: string): boolean {
  if (/^["'|>]/.test(value)) return false;
  if (/:[ \t]|^[@`]/.test(value)) return true;
  return /^[[{]/.test(value) && shortYaml(value) === undefined;
}
