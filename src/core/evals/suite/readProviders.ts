import { isRecord } from '../../base/json';
import type { SuiteProvider } from '../suite';
import type { ConfigValue } from './configValue';
import { obeyedParameters } from './obeyedParameters';
import { changesAnswers, readsEnvironment, refusalOf } from './refusals';
import type { SuiteReading } from './suiteReading';
import { isFileUrl } from './suiteReading';

const known = new Set(['id', 'label', 'config', 'prompts', 'delay', 'description', 'inputs']);

/** Reads the providers of a config. Those that are not asked say why. */
export async function readProviders(list: ConfigValue, reading: SuiteReading): Promise<SuiteProvider[]> {
  const providers: SuiteProvider[] = [];
  for (const item of await entriesOf(list, reading)) {
    const provider = await readProvider(item, reading);
    if (provider) providers.push(provider);
  }
  return withOwnLabels(providers);
}

/** Returns the entries of a list, including those of files of providers. */
async function entriesOf(list: ConfigValue, reading: SuiteReading): Promise<ConfigValue[]> {
  const entries: ConfigValue[] = [];
  for (const item of list.items()) {
    const isData = item.string !== undefined && isFileUrl(item.string) && /\.(?:ya?ml|json)$/i.test(item.string);
    const loaded = isData ? await reading.loaded(item) : { value: item };
    if ('value' in loaded) entries.push(...loaded.value.items());
  }
  return entries;
}

async function readProvider(item: ConfigValue, reading: SuiteReading): Promise<SuiteProvider | undefined> {
  const { say } = reading;
  const found = idOf(item);
  if (!found) {
    reading.problem(item, 'provider', say('A provider is an id, or an object with one.'));
    return undefined;
  }
  const { id, options } = found;
  const [label, prompts] = [options.get('label').string, options.get('prompts')];
  const labels = prompts.isThere ? prompts.items().flatMap((each) => each.string ?? []) : undefined;
  const asked = skipOf(item, id, options, reading);
  const { parameters, skip = asked } = await obeyedParameters(options.get('config'), reading);
  return {
    ...{ id, label: label ?? id },
    ...(skip !== undefined && { skip }),
    config: parameters,
    ...(labels && { prompts: labels }),
    ...item.place,
  };
}

/** Reads the id of `openai:gpt-4o`, `{id, config}`, or `{'openai:gpt-4o': {config}}`. */
function idOf(item: ConfigValue): { readonly id: string; readonly options: ConfigValue } | undefined {
  if (item.string !== undefined) return { id: item.string, options: item.as({}) };
  const id = item.get('id').string;
  if (id !== undefined) return { id, options: item };
  const [[key, options] = []] = item.fields();
  if (key === undefined || !options || !isRecord(options.value)) return undefined;
  return { id: options.get('id').string ?? key, options };
}

/** Returns why a provider is not asked, by its id or by fields that change answers. Other fields are only skips. */
function skipOf(item: ConfigValue, id: string, options: ConfigValue, reading: SuiteReading): string | undefined {
  let skip = readsEnvironment(id) ? reading.skip(item, 'environment') : reading.refuse(item, id);
  if (skip === undefined && /^(?:https?|wss?|webhook|websocket|mcp|browser|a2a)(?::|$)/i.test(id)) {
    skip = reading.skip(item, 'network');
  }
  for (const [key, value] of options.fields()) {
    if (known.has(key) && key !== 'delay' && key !== 'inputs') continue;
    const reason = reading.skip(value, refusalOf(key) ?? (known.has(key) ? 'unsupported' : 'unknown'));
    if (changesAnswers(key)) skip ??= reason;
  }
  return skip;
}

function withOwnLabels(providers: readonly SuiteProvider[]): SuiteProvider[] {
  const used = new Set<string>();
  return providers.map((provider) => {
    let { label } = provider;
    for (let number = 2; used.has(label); number++) label = `${provider.label} (${number})`;
    used.add(label);
    return { ...provider, label };
  });
}
