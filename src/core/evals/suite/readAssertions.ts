import { isRecord } from '../../base/json';
import type { Assertion, AssertionSet } from '../suite';
import type { ConfigValue } from './configValue';
import { judgedType } from './judgedTypes';
import { readJudging } from './judging';
import { isCodeFile, readsEnvironment } from './refusals';
import type { RefusedPart } from './refusals';
import type { Got, SuiteReading } from './suiteReading';

const known = new Set([
  'type',
  'value',
  'threshold',
  'weight',
  'metric',
  'provider',
  'rubricPrompt',
  'config',
  'assert',
]);

/** Types that are a program of the config, or send the answer to an address of the config. */
const refusedTypes: Readonly<Record<string, RefusedPart>> = {
  ...{ javascript: 'code', python: 'code', ruby: 'code', webhook: 'network' },
};

/** Reads the checks of a list, including those of its files. */
export async function readAssertions(list: ConfigValue, reading: SuiteReading): Promise<(Assertion | AssertionSet)[]> {
  const { say } = reading;
  const asserts: (Assertion | AssertionSet)[] = [];
  // Without this entry, an answer would pass of which the config requires more.
  const onLeft = (type: string, skip: string): unknown => asserts.push({ type, skip });
  for (const item of await reading.allItems(list, onLeft)) {
    const type = item.get('type').string;
    if (!isRecord(item.value) || type === undefined) {
      reading.problem(item, 'assertion', say('A check is an object with a type.'));
    } else if (type === 'assert-set') {
      const assert = await readAssertions(item.get('assert'), reading);
      const single = assert.map((each) =>
        isSet(each) ? { type: each.type, skip: reading.skip(item.get('assert'), 'unsupported') } : each,
      );
      reading.skipOthers(item, known);
      asserts.push({ type, assert: single, ...sharedOf(item) });
    } else asserts.push(await readAssertion(item, type, reading));
  }
  return asserts;
}

const isSet = (each: Assertion | AssertionSet): each is AssertionSet => 'assert' in each;

const sharedOf = (item: ConfigValue) => {
  const [threshold, weight, metric] = [
    item.get('threshold').number,
    item.get('weight').number,
    item.get('metric').string,
  ];
  const config = item.get('config').value;
  return {
    ...(threshold !== undefined && { threshold }),
    ...(weight !== undefined && { weight }),
    ...(metric !== undefined && { metric }),
    ...(isRecord(config) && { config: config }),
  };
};

async function readAssertion(item: ConfigValue, type: string, reading: SuiteReading): Promise<Assertion> {
  const value = item.get('value');
  const refused = refusedBy(item, type, reading);
  if (refused === undefined) reading.typeAt(item.get('type'), type);
  const loaded = refused === undefined ? await loadedValue(value, reading) : { why: refused };
  const judging = judgedType(type) !== undefined && 'value' in loaded ? await readJudging(item, reading) : {};
  reading.skipOthers(item, known);
  return {
    type,
    ...('why' in loaded && { skip: loaded.why }),
    ...('value' in loaded && loaded.value.isThere && { value: loaded.value.value }),
    ...sharedOf(item),
    ...judging,
  };
}

/** Returns why a check is refused. Without the refused part, it would not check what the config means. */
function refusedBy(item: ConfigValue, type: string, reading: SuiteReading): string | undefined {
  const base = type.replace(/^not-/, '');
  const refused = Object.hasOwn(refusedTypes, base) ? refusedTypes[base] : undefined;
  if (refused) return reading.skip(item.get('type'), refused);
  for (const key of ['transform', 'contextTransform']) {
    if (item.get(key).isThere) return reading.skip(item.get(key), 'code');
  }
  const { string } = item.get('value');
  if (string !== undefined && string.startsWith('file://') && isCodeFile(string))
    return reading.skip(item.get('value'), 'code');
  if (string !== undefined && string.startsWith('package:')) return reading.skip(item.get('value'), 'code');
  if (readsEnvironment(JSON.stringify(item.get('value').value ?? null))) {
    return reading.skip(item.get('value'), 'environment');
  }
  return undefined;
}

/** Returns the value with the contents of its files. */
async function loadedValue(value: ConfigValue, reading: SuiteReading): Promise<Got<ConfigValue>> {
  if (!Array.isArray(value.value)) {
    const loaded = await reading.loaded(value);
    const isText = 'value' in loaded && loaded.value !== value && loaded.value.string !== undefined;
    return isText ? { value: loaded.value.as(loaded.value.string.trim()) } : loaded;
  }
  const items: unknown[] = [];
  for (const item of value.items()) {
    const loaded = await reading.loaded(item);
    if ('why' in loaded) return loaded;
    items.push(loaded.value.value);
  }
  return { value: value.as(items) };
}
