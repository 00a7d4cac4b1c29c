import { isRecord } from '../../base/json';
import { promptFormOf, readPrompt } from '../../prompts/forms/readPrompt';
import { isPartial, readPartials } from '../../prompts/language/partialFiles';
import type { JsonObject } from '../../prompts/prompt';
import { unknownTools } from '../../prompts/render/tools';
import type { SuitePrompt } from '../suite';
import { isFault, readConfigText } from './configText';
import { ConfigValue } from './configValue';
import { obeyedParameters } from './obeyedParameters';
import { readsEnvironment } from './refusals';
import { readRows } from './rows';
import type { SuiteReading } from './suiteReading';
import { isFileUrl, withoutScheme } from './suiteReading';

/** A prompt as the config writes it. */
interface Written {
  readonly raw: string;
  readonly label?: string;
  readonly id?: string;
  readonly config?: JsonObject;
}

const known = new Set(['raw', 'id', 'label', 'config', 'display', 'description', 'template']);

/** Maximum length, in UTF-16 code units, of a text that serves as its own label. */
const maxLabelLength = 100;

/** Reads the prompts of a config with their texts, each with a label of its own. */
export async function readPrompts(list: ConfigValue, reading: SuiteReading): Promise<SuitePrompt[]> {
  const prompts: SuitePrompt[] = [];
  for (const [at, written] of writtenIn(list, reading)) {
    const { parameters: config, skip } = await obeyedParameters(at.get('config'), reading);
    const isEmpty = Object.keys(config).length === 0;
    const read = await promptsOf(at, isEmpty ? written : { ...written, config }, reading);
    const placed = read.map((prompt) => ({ ...prompt, at: at.place }));
    prompts.push(...(skip === undefined ? placed : placed.map((prompt) => ({ ...prompt, source: '', skip }))));
  }
  return withOwnLabels(prompts);
}

function writtenIn(list: ConfigValue, reading: SuiteReading): [ConfigValue, Written][] {
  const { say } = reading;
  // A map of files and their labels.
  if (isRecord(list.value)) {
    return list
      .fields()
      .map(([raw, label]) => [label, { raw, ...(label.string !== undefined && { label: label.string }) }]);
  }
  return list.items().flatMap((item): [ConfigValue, Written][] => {
    if (item.string !== undefined && item.string !== '') return [[item, { raw: item.string }]];
    const [id, label] = [item.get('id').string, item.get('label').string];
    const raw = item.get('raw').string ?? id;
    if (raw === undefined || raw === '') {
      reading.problem(item, 'prompt', say('A prompt is a text, a file, or an object with raw or id.'));
      return [];
    }
    reading.skipOthers(item, known);
    return [[item, { raw, ...(label !== undefined && { label }), ...(id !== undefined && { id }) }]];
  });
}

async function promptsOf(at: ConfigValue, written: Written, reading: SuiteReading): Promise<SuitePrompt[]> {
  const { raw, ...rest } = written;
  const label = rest.label ?? raw;
  const refused = isProse(raw) ? undefined : reading.refuse(at, raw);
  if (refused !== undefined) return [{ ...rest, label, source: '', skip: refused }];
  if (!mayBeFile(raw)) return [checked(at, { ...rest, label: rest.label ?? shortened(raw), source: raw }, reading)];
  const name = (await isFolder(raw, reading)) ? `${raw.replace(/\/+$/, '')}/*` : raw;
  const isSure = isFileUrl(raw);
  // As in promptfoo, a text with a slash is a prompt where no such file exists.
  const found = isSure || (await isThere(name, reading)) ? await reading.find(at, name) : undefined;
  if (!found) return [checked(at, { ...rest, label: rest.label ?? shortened(raw), source: raw }, reading)];
  if ('why' in found) return [{ ...rest, label, source: '', skip: found.why }];
  const prompts: SuitePrompt[] = [];
  for (const file of found.value) {
    // A partial that a pattern finds is no prompt by itself, as other prompts call it.
    if (found.value.length > 1 && isPartialFile(file)) continue;
    prompts.push(...(await promptsIn(at, file, rest, reading)));
  }
  return prompts;
}

const isPartialFile = (file: string): boolean =>
  promptFormOf(file) === 'dotprompt' && isPartial(file.slice(file.lastIndexOf('/') + 1));

/** Whether a text is prose, even where it mentions a program or an address. Only names of these are refused. */
const isProse = (raw: string): boolean =>
  (/\s/.test(raw) || raw.includes('{{')) && !/^(?:file:\/\/|(?:exec|python|javascript|ruby|package):\S)/.test(raw);

/** Whether a text may name a file, as promptfoo decides it (`maybeFilePath`). */
const mayBeFile = (raw: string): boolean =>
  !raw.includes('\n') &&
  // In promptfoo such a text may be a pattern. Here, no folder is searched for prose.
  (isFileUrl(raw) || !(isProse(raw) && /[*?[\]{}]/.test(raw))) &&
  (isFileUrl(raw) ||
    /\.(?:cjs|cts|j2|js|json|jsonl|md|mjs|mts|py|ts|txt|ya?ml|csv|prompt|prompty)(?::[^:]*)?$/.test(raw) ||
    raw.at(-3) === '.' ||
    raw.at(-4) === '.' ||
    /[*/\\]/.test(raw));

async function isFolder(raw: string, { files, folder }: SuiteReading): Promise<boolean> {
  return (await files.find(`${withoutScheme(raw).replace(/\/+$/, '')}/*`, folder)).some((each) => 'value' in each);
}

async function isThere(name: string, { files, folder }: SuiteReading): Promise<boolean> {
  const [found] = await files.find(name, folder);
  if (!found) return false;
  return 'fault' in found ? found.fault !== 'missing' : files.isThere(found.value);
}

async function promptsIn(
  at: ConfigValue,
  file: string,
  written: Omit<Written, 'raw'>,
  reading: SuiteReading,
): Promise<SuitePrompt[]> {
  const { say } = reading;
  const refused = reading.refuse(at, file);
  const label = written.label ?? file;
  if (refused !== undefined) return [{ ...written, label, source: '', file, skip: refused }];
  const read = await reading.text(at, file);
  if ('why' in read) return [{ ...written, label, source: '', file, skip: read.why }];
  if (promptFormOf(file) !== undefined)
    return [checked(at, await formPrompt(file, read.value, written, reading), reading)];
  const sources = await sourcesIn(file, read.value, reading);
  if (sources.length === 0) reading.problem(at, 'prompt', say('There is no prompt in {0}.', file));
  return sources.map((own) => checked(at, { ...written, label, ...own, file }, reading));
}

/** Reads a prompt of another form than promptfoo's. Its parameters hold where the config sets none. */
async function formPrompt(
  file: string,
  source: string,
  { config, ...written }: Omit<Written, 'raw'>,
  reading: SuiteReading,
): Promise<SuitePrompt> {
  const read = readPrompt(file, source);
  const { metadata, problems } = read;
  const prompt = { label: file, ...written, file, source };
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) {
    const message = wrong.message(reading.say);
    reading.problems.push({ severity: 'error', rule: wrong.rule, message, file, span: wrong.span });
    return { ...prompt, source: '', skip: message };
  }
  const [tool] = unknownTools(read, () => false);
  if (tool) {
    const reason = tool.message(reading.say);
    reading.skips.push({ what: 'tools', reason, file, span: tool.span });
    return { ...prompt, source: '', skip: reason };
  }
  const { output, toolDefs } = metadata;
  const said = {
    ...metadata.config,
    ...(output?.format === 'json' && { response_format: { type: 'json_object' } }),
    ...(output?.schema && { response_format: { type: 'json_schema', name: 'answer', schema: output.schema } }),
    ...(toolDefs && {
      tools: toolDefs.map(({ name, description, inputSchema }) => ({
        ...{ type: 'function', function: { name, description, parameters: inputSchema } },
      })),
    }),
  };
  const own = await obeyedParameters(ConfigValue.of({ file, value: said, spanOf: () => undefined }), reading);
  const all = { ...own.parameters, ...config };
  if (own.skip !== undefined) return { ...prompt, source: '', skip: own.skip };
  const partial = await readPartials(read, file.split('/').slice(0, -1).join('/'), reading.files);
  return { ...prompt, partial, ...(Object.keys(all).length > 0 && { config: all }) };
}

interface Source {
  readonly source: string;
  readonly label?: string;
}

/** Returns the prompts in the text of a file. */
async function sourcesIn(file: string, text: string, reading: SuiteReading): Promise<Source[]> {
  if (/\.csv$/i.test(file)) return csvPrompts(file, text);
  return (await textsIn(file, text, reading)).map((source) => ({ source }));
}

async function textsIn(file: string, text: string, reading: SuiteReading): Promise<string[]> {
  if (/\.txt$/i.test(file)) return partsOf(text);
  if (/\.jsonl$/i.test(file)) return text.split(/\r?\n/).filter((line) => line !== '');
  if (/\.(?:json|ya?ml)$/i.test(file)) return [await dataOf(file, text, reading)];
  return [text];
}

/**
 * Reads prompts of CSV as promptfoo does. Each whole line of a file of one column, or with quotes in the wrong place, is
 * a prompt.
 */
async function csvPrompts(file: string, text: string): Promise<Source[]> {
  const read = text.includes(',') ? await readRows(file, text) : undefined;
  if (read && !isFault(read)) {
    return ConfigValue.of(read)
      .items()
      .flatMap((row) => {
        const cells = new Map(row.fields().map(([name, cell]) => [name.trim(), cell.string?.trim() ?? '']));
        const [source = '', label = ''] = [cells.get('prompt'), cells.get('label')];
        return source === '' ? [] : [{ source, ...(label !== '' && { label }) }];
      });
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines[0]?.trim().toLowerCase() === 'prompt') lines.shift();
  return lines.map((source) => ({ source }));
}

/** Splits a text with several prompts, which has lines of three dashes between them. */
function partsOf(text: string): string[] {
  const parts: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '---') parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join('\n').trim()).filter((part) => part !== '');
}

/** Returns JSON or YAML as JSON, with the contents of its files. Any other text stays, as a template that becomes JSON. */
async function dataOf(file: string, text: string, reading: SuiteReading): Promise<string> {
  if (!text.includes('file://') && /\.json$/i.test(file)) return text;
  const read = readConfigText(file, text);
  return isFault(read) ? text : JSON.stringify(await expanded(ConfigValue.of(read), reading));
}

async function expanded(at: ConfigValue, reading: SuiteReading, depth = 0): Promise<unknown> {
  if (depth > 20) return at.value;
  if (Array.isArray(at.value)) return Promise.all(at.items().map((item) => expanded(item, reading, depth + 1)));
  if (isRecord(at.value)) {
    const fields = at.fields().map(async ([key, value]) => [key, await expanded(value, reading, depth + 1)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }
  const loaded = await reading.loaded(at);
  return 'why' in loaded ? at.value : loaded.value.value;
}

/** Returns a prompt. One that reads the environment, or the answers before it, is not asked. */
function checked(at: ConfigValue, prompt: SuitePrompt, reading: SuiteReading): SuitePrompt {
  const refusal = readsEnvironment(prompt.source)
    ? 'environment'
    : /(?<!\w)_conversation\b/.test(prompt.source)
      ? 'unsupported'
      : undefined;
  return refusal ? { ...prompt, source: '', skip: reading.skip(at, refusal) } : prompt;
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > maxLabelLength ? `${line.slice(0, maxLabelLength - 1)}…` : line;
}

function withOwnLabels(prompts: readonly SuitePrompt[]): SuitePrompt[] {
  const used = new Set<string>();
  return prompts.map((prompt) => {
    let { label } = prompt;
    for (let number = 2; used.has(label); number++) label = `${prompt.label} (${number})`;
    used.add(label);
    return { ...prompt, label };
  });
}
