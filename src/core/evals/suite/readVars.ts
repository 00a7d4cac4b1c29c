import { base64Pieces } from '../../base/base64';
import { joinBytes } from '../../base/bytes';
import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { readConfigText, isFault } from './configText';
import { readsEnvironment } from './refusals';
import type { Got, SuiteReading } from './suiteReading';
import { isFileUrl } from './suiteReading';

/** Largest number of rows that one test may become, and all tests together. */
export const maxRows = 100_000;

/** Returns the variables of a test. They may be in files of YAML, with paths relative to the folder of the test. */
export async function varsOf(at: ConfigValue, folder: string, reading: SuiteReading): Promise<Got<JsonObject>> {
  if (isRecord(at.value)) return { value: at.value };
  let vars: JsonObject = {};
  for (const item of at.items()) {
    const found = await reading.find(item, item.string ?? '', folder);
    if ('why' in found) return found;
    for (const file of found.value) {
      const read = await reading.values(item, file);
      if ('why' in read) return read;
      if (isRecord(read.value.value)) vars = { ...vars, ...read.value.value };
    }
  }
  return { value: vars };
}

/**
 * Returns the rows that a test stands for. A list of texts, or of files, makes a row for each of them, combined with each
 * of every other list (promptfoo's `generateVarCombinations`). Contents of files are loaded.
 */
export async function rowsOf(
  vars: JsonObject,
  at: ConfigValue,
  isExpanded: boolean,
  reading: SuiteReading,
): Promise<Got<readonly JsonObject[]>> {
  const { say } = reading;
  let rows: JsonObject[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values = await valuesOf(value, at.get('vars').get(name), isExpanded, reading);
    if ('why' in values) return values;
    if (rows.length * values.value.length > maxRows) {
      const message = say('The lists of its variables make too many rows of this test.');
      return { why: reading.problem(at, 'rows', message) };
    }
    rows = rows.flatMap((row) => values.value.map((each) => ({ ...row, [name]: each })));
  }
  return { value: rows };
}

async function valuesOf(
  value: unknown,
  at: ConfigValue,
  isExpanded: boolean,
  reading: SuiteReading,
): Promise<Got<readonly unknown[]>> {
  if (readsEnvironment(JSON.stringify([value]))) return { why: reading.skip(at, 'environment') };
  const isList = Array.isArray(value) && typeof value[0] === 'string' && isExpanded;
  const name = String(at.path.at(-1));
  if (isList && !reading.lists.has(name)) reading.lists.set(name, at.place);
  const values: unknown[] = [];
  for (const each of isList ? (value as readonly unknown[]) : [value]) {
    if (typeof each !== 'string' || !(isFileUrl(each) || each.startsWith('package:'))) values.push(each);
    else {
      const loaded = await loadedValues(each, at, reading);
      if ('why' in loaded) return loaded;
      values.push(...loaded.value);
    }
  }
  return { value: values };
}

async function loadedValues(name: string, at: ConfigValue, reading: SuiteReading): Promise<Got<readonly string[]>> {
  const found = await reading.find(at, name);
  if ('why' in found) return found;
  const values: string[] = [];
  for (const file of found.value) {
    const value = await reading.once(file, () => contentOf(file, at, reading));
    if ('why' in value) return value;
    values.push(value.value);
  }
  return { value: values };
}

/** Formats of images that are sent as a data URL, as promptfoo does. */
const imageTypes: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
};

async function contentOf(file: string, at: ConfigValue, reading: SuiteReading): Promise<Got<string>> {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const imageType = Object.hasOwn(imageTypes, extension) ? imageTypes[extension] : undefined;
  if (imageType !== undefined) {
    const bytes = await reading.bytes(at, file);
    if ('why' in bytes) return bytes;
    const base64 = new TextDecoder().decode(joinBytes([...base64Pieces(bytes.value)]));
    return { value: `data:${imageType};base64,${base64}` };
  }
  if (/^(?:pdf|mp3|wav|m4a|ogg|flac|mp4|mov|avi|webm|mkv|bmp|tiff?|ico|avif|heic|heif|xlsx?)$/.test(extension)) {
    return { why: reading.skip(at, 'unsupported') };
  }
  const text = await reading.text(at, file);
  if ('why' in text) return text;
  if (readsEnvironment(text.value)) return { why: reading.skip(at, 'environment') };
  if (!/^ya?ml$/.test(extension)) return { value: text.value.trim() };
  const read = readConfigText(file, text.value);
  if (!isFault(read)) return { value: JSON.stringify(read.value) };
  const { message } = reading.faultOf(read, file);
  return { why: reading.problem(at, 'syntax', message) };
}
