import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import type { SuiteTest } from '../suite';
import type { ConfigValue } from './configValue';
import { readAssertions } from './readAssertions';
import { joinedJudging, judgedBy, readJudging } from './judging';
import type { JudgeOptions } from './judging';
import { writtenTests } from './readTests';
import { maxRows, rowsOf, varsOf } from './readVars';
import { changesAnswers, refusalOf } from './refusals';
import type { SuiteReading } from './suiteReading';

/** A test, a default or a row of a scenario, with its files read. */
interface ReadTest {
  readonly at: ConfigValue;
  readonly vars: JsonObject;
  readonly assert: SuiteTest['assert'];
  readonly options: JsonObject;
  readonly judging: JudgeOptions;
  readonly skip?: string;
  readonly description?: string;
  readonly threshold?: number;
  readonly output?: string;
  readonly providers?: readonly string[];
  readonly prompts?: readonly string[];
}

const known = new Set([
  ...['description', 'vars', 'assert', 'threshold', 'options', 'metadata', 'providerOutput', 'providers', 'prompts'],
  ...['config', 'path'],
]);
const knownOptions = new Set([
  ...['prefix', 'suffix', 'repeat', 'disableVarExpansion', 'disableDefaultAsserts', 'provider', 'rubricPrompt'],
  'factuality',
]);

/** Returns the tests of a config as rows, after its default, scenarios and lists of variables, in promptfoo's order. */
export async function suiteTests(config: ConfigValue, reading: SuiteReading): Promise<SuiteTest[]> {
  const { say } = reading;
  const shared = await defaultOf(config.get('defaultTest'), reading);
  const rows: SuiteTest[] = [];
  const add = async (test: ReadTest): Promise<void> => {
    if (rows.length >= maxRows) return;
    for (const row of await rowsOfTest(test, shared, reading)) {
      if (rows.length < maxRows) rows.push({ index: rows.length, ...row });
    }
  };
  for (const { at, folder } of await writtenTests(config.get('tests'), reading))
    await add(await readTest(at, folder, reading));
  const scenarios = await reading.allItems(config.get('scenarios'));
  for (const scenario of scenarios) {
    const tests = await writtenTests(scenario.get('tests'), reading);
    const read = await Promise.all(tests.map(({ at, folder }) => readTest(at, folder, reading)));
    for (const data of await reading.allItems(scenario.get('config'))) {
      const own = await readTest(data, reading.folder, reading);
      for (const test of read.length > 0 ? read : [emptyAt(data)]) await add(joined(own, test));
    }
  }
  // Prompts without variables are asked once.
  if (rows.length === 0 && scenarios.length === 0 && !config.get('tests').isThere) await add(emptyAt(config));
  if (rows.length >= maxRows) {
    reading.problem(config.get('tests'), 'rows', say('There are more tests than are read.'), 'warning');
  }
  return rows;
}

const emptyAt = (at: ConfigValue): ReadTest => ({ at, vars: {}, assert: [], options: {}, judging: {} });

async function defaultOf(at: ConfigValue, reading: SuiteReading): Promise<ReadTest> {
  const loaded = await reading.loaded(at);
  if ('why' in loaded) return { ...emptyAt(at), skip: loaded.why };
  return readTest(loaded.value, reading.folder, reading);
}

async function readTest(at: ConfigValue, folder: string, reading: SuiteReading): Promise<ReadTest> {
  const options = at.get('options');
  const vars = await varsOf(at.get('vars'), folder, reading);
  const assert = await readAssertions(at.get('assert'), reading);
  const skip = skipOf(at, options, reading) ?? ('why' in vars ? vars.why : undefined);
  const output = at.get('providerOutput');
  const [description, threshold] = [at.get('description').string, at.get('threshold').number];
  const [providers, prompts] = [listOf(at.get('providers')), listOf(at.get('prompts'))];
  return {
    ...{ at, vars: 'value' in vars ? vars.value : {}, assert, options: isRecord(options.value) ? options.value : {} },
    judging: await readJudging(options, reading),
    ...(skip !== undefined && { skip }),
    ...(description !== undefined && { description }),
    ...(threshold !== undefined && { threshold }),
    // To promptfoo, an empty output is none.
    ...(output.isThere && output.value !== '' && { output: output.string ?? JSON.stringify(output.value) }),
    ...(providers && { providers }),
    ...(prompts && { prompts }),
  };
}

const listOf = (at: ConfigValue): string[] | undefined =>
  Array.isArray(at.value) ? at.items().flatMap((item) => item.string ?? []) : undefined;

/** Returns why a test is not asked: a part that is not obeyed would change its variables or its answers. */
function skipOf(at: ConfigValue, options: ConfigValue, reading: SuiteReading): string | undefined {
  let skip: string | undefined;
  const look = (key: string, value: ConfigValue, isKnown: boolean, mayChange: boolean): void => {
    if (isKnown) return;
    const reason = reading.skip(value, refusalOf(key) ?? (key === 'provider' ? 'unsupported' : 'unknown'));
    if (mayChange) skip ??= reason;
  };
  for (const [key, value] of at.fields()) look(key, value, known.has(key), changesAnswers(key));
  for (const [key, value] of options.fields()) look(key, value, knownOptions.has(key), changesAnswers(key));
  return skip;
}

/** Joins a row of a scenario with one of its tests. */
function joined(data: ReadTest, test: ReadTest): ReadTest {
  return {
    ...data,
    ...test,
    vars: { ...data.vars, ...test.vars },
    options: { ...data.options, ...test.options },
    judging: joinedJudging(data.judging, test.judging),
    assert: [...data.assert, ...test.assert],
  };
}

type Row = Omit<SuiteTest, 'index'>;

/** Returns the rows of a test, with the values of the default. */
async function rowsOfTest(test: ReadTest, shared: ReadTest, reading: SuiteReading): Promise<Row[]> {
  const options: JsonObject = { ...shared.options, ...test.options };
  const isExpanded = options['disableVarExpansion'] !== true;
  const rows = await rowsOf({ ...shared.vars, ...test.vars }, test.at, isExpanded, reading);
  const skip = test.skip ?? shared.skip ?? ('why' in rows ? rows.why : undefined);
  const [threshold, providers] = [test.threshold ?? shared.threshold, test.providers ?? shared.providers];
  const prompts = test.prompts ?? shared.prompts;
  const isAlone = test.options['disableDefaultAsserts'] === true;
  const row: Omit<Row, 'vars'> = {
    ...(test.description !== undefined && { description: test.description }),
    ...(skip !== undefined && { skip }),
    ...(test.output !== undefined && { output: test.output }),
    assert: judgedBy(
      isAlone ? test.assert : [...shared.assert, ...test.assert],
      joinedJudging(shared.judging, test.judging),
    ),
    ...(threshold !== undefined && { threshold }),
    ...runOf(options),
    ...(providers && { providers }),
    ...(prompts && { prompts }),
    ...test.at.place,
  };
  return ('value' in rows ? rows.value : [test.vars]).map((vars) => ({ ...row, vars }));
}

function runOf(options: JsonObject): Pick<SuiteTest, 'prefix' | 'suffix' | 'repeat'> {
  const { prefix, suffix, repeat } = options;
  return {
    ...(typeof prefix === 'string' && prefix !== '' && { prefix }),
    ...(typeof suffix === 'string' && suffix !== '' && { suffix }),
    ...(typeof repeat === 'number' && Number.isSafeInteger(repeat) && repeat > 0 && { repeat }),
  };
}
