import { isRecord } from '../../base/json';
import type { ConfigValue } from './configValue';
import { testOfRow } from './csvTests';
import type { SuiteReading } from './suiteReading';
import { withoutScheme } from './suiteReading';

/** A test as it is written, and the folder from which it names files of variables. */
interface WrittenTest {
  readonly at: ConfigValue;
  readonly folder: string;
}

/** Returns the tests of a config: those that are written in it, and those of its files. */
export async function writtenTests(list: ConfigValue, reading: SuiteReading): Promise<WrittenTest[]> {
  const { say } = reading;
  const tests: WrittenTest[] = [];
  for (const item of list.items()) {
    const path = item.string ?? item.get('path').string;
    if (path !== undefined) tests.push(...(await testsOfFiles(item, path, reading)));
    else if (isRecord(item.value)) tests.push({ at: item, folder: reading.folder });
    else reading.problem(item, 'test', say('A test is an object, or the name of a file of tests.'));
  }
  return tests;
}

async function testsOfFiles(at: ConfigValue, name: string, reading: SuiteReading): Promise<WrittenTest[]> {
  const found = await reading.find(at, name);
  if ('why' in found) return [];
  const tests: WrittenTest[] = [];
  for (const file of found.value) tests.push(...(await testsOfFile(at, file, reading)));
  return tests;
}

async function testsOfFile(at: ConfigValue, file: string, reading: SuiteReading): Promise<WrittenTest[]> {
  const { say } = reading;
  if (reading.refuse(at, file) !== undefined) return [];
  if (!/\.(?:csv|jsonl?|ya?ml)$/i.test(file)) {
    reading.skip(at, 'unsupported', withoutScheme(file));
    return [];
  }
  const values = await reading.values(at, file);
  if ('why' in values) return [];
  const folder = file.split('/').slice(0, -1).join('/');
  const items = await reading.allItems(values.value);
  const isRows = /\.(?:csv|jsonl?)$/i.test(file);
  return items.flatMap((item, index) => {
    if (!isRecord(item.value)) {
      reading.problem(item, 'test', say('A test is an object, or the name of a file of tests.'));
      return [];
    }
    if (/\.csv$/i.test(file)) return [{ at: testOfRow(item, index + 1, reading), folder }];
    const number = isRows && !item.get('description').isThere ? { description: `Row #${index + 1}` } : {};
    return [{ at: item.as({ ...number, ...item.value }), folder }];
  });
}
