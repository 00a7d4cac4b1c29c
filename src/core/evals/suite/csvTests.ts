import { isRecord } from '../../base/json';
import { assertionOf, numberOf } from './assertionText';
import type { ConfigValue } from './configValue';
import type { SuiteReading } from './suiteReading';

/** Turns a row of CSV into a test. Columns that begin with two underscores are settings of it, the others variables. */
export function testOfRow(row: ConfigValue, number: number, reading: SuiteReading): ConfigValue {
  const { say } = reading;
  const vars: [string, unknown][] = [];
  const expected: ReturnType<typeof assertionOf>[] = [];
  const options: Record<string, unknown> = {};
  const test: Record<string, unknown> = { description: `Row #${number}` };
  const thresholds = new Map<number, number>();
  let metric: string | undefined;
  for (const [name, cell] of isRecord(row.value) ? Object.entries(row.value) : []) {
    const key = name.trim();
    const value = typeof cell === 'string' ? cell : '';
    if (key.startsWith('__expected')) {
      if (value.trim() !== '') expected.push(assertionOf(value.trim()));
    } else if (key === '__prefix' || key === '__suffix') options[key.slice(2)] = value;
    else if (key === '__description') test['description'] = value || test['description'];
    else if (key === '__providerOutput') test['providerOutput'] = value || undefined;
    else if (key === '__metric') metric = value;
    else if (key === '__threshold') test['threshold'] = numberOf(value);
    else if (key.startsWith('__metadata')) continue;
    else if (key.startsWith('__config:')) {
      const index = /^__config:__expected([1-9]\d*)?:threshold$/.exec(key);
      const threshold = numberOf(value);
      if (index && threshold !== undefined) thresholds.set(Number(index[1] ?? 1) - 1, threshold);
      else reading.problem(row, 'csv-column', say('The column {0} is not understood.', key));
    } else vars.push([key, value]);
  }
  const assert = expected.map((each, at) => ({
    ...each,
    ...(metric !== undefined && { metric }),
    ...(thresholds.has(at) && { threshold: thresholds.get(at) }),
  }));
  return row.as({ ...test, vars: Object.fromEntries(vars), assert, options });
}
