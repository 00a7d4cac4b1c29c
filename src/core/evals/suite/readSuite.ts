import type { Say } from '../../base/say';
import type { NamedFiles } from '../../files/namedFiles';
import { isRecord } from '../../base/json';
import { formatCount } from '../../base/numbers';
import type { Suite } from '../suite';
import { isFault, readConfigText } from './configText';
import { ConfigValue } from './configValue';
import { listProblems } from './listProblems';
import { unknownNames } from './named';
import { promptProblems } from './promptProblems';
import { readPrompts } from './readPrompts';
import { readProviders } from './readProviders';
import { SuiteReading } from './suiteReading';
import { refusalOf } from './refusals';
import { suiteTests } from './suiteTests';

/** Fields that are obeyed, and fields that do not change a run. */
const obeyed = new Set([
  ...['prompts', 'providers', 'targets', 'tests', 'scenarios', 'defaultTest', 'description', 'evaluateOptions'],
  ...['commandLineOptions', 'tags', 'metadata', 'outputPath', '$schema', 'version', 'author', 'definitions', '$defs'],
]);
const runOptions = new Set(['maxConcurrency', 'repeat', 'showProgressBar', 'cache', 'progressBar', 'verbose', 'table']);

interface SuiteDeps {
  readonly files: NamedFiles;
  readonly say: Say;
}

/**
 * Reads a config of promptfoo, with all files that it names. It rejects for no text of one.
 * @param file relative to the root, with slashes
 */
export async function readSuite(file: string, text: string, { files, say }: SuiteDeps): Promise<Suite> {
  const folder = file.split('/').slice(0, -1).join('/');
  const reading = new SuiteReading(files, folder, say);
  const read = readConfigText(file, text);
  const { skips, problems, types } = reading;
  const nothing = { file, prompts: [], providers: [], tests: [], skips, problems, types };
  if (isFault(read)) {
    problems.push({ severity: 'error', ...reading.faultOf(read, file) });
    return nothing;
  }
  const config = ConfigValue.of(read);
  if (!isRecord(config.value)) {
    reading.problem(config, 'config', say('A config is an object with prompts, providers and tests.'));
    return nothing;
  }
  sayWhatIsSkipped(config, reading);
  const description = config.get('description').string;
  const suite = {
    file,
    ...(description !== undefined && { description }),
    prompts: await readPrompts(promptsOf(config), reading),
    providers: await readProviders(config.get(config.get('targets').isThere ? 'targets' : 'providers'), reading),
    tests: await suiteTests(config, reading),
    ...runOptionsOf(config),
    ...{ skips, problems, types },
  };
  problems.push(...unknownNames(suite, say), ...listProblems(suite.prompts, reading.lists, say));
  // A config that has no tests yet is still being written.
  if (['tests', 'scenarios', 'defaultTest'].some((name) => config.get(name).isThere) && config.get('prompts').isThere)
    problems.push(...promptProblems(suite, say));
  if (mostCells(suite) > maxCells) {
    reading.problem(config, 'cells', say('This suite asks more than {0} questions.', formatCount(maxCells)));
  }
  return suite;
}

/** Maximum number of questions of a run, as the author of a suite need not be the one who waits for them. */
const maxCells = 1_000_000;

const mostCells = ({ prompts, providers, tests, repeat: usual = 1 }: Suite): number =>
  prompts.length * providers.length * tests.reduce((sum, { repeat = usual }) => sum + repeat, 0);

/** Maximum number of requests at once. The command takes no more, either. */
const mostAtOnce = 256;

/** Returns the prompts of a config. Where it has none, its tests have them as a variable. */
const promptsOf = (config: ConfigValue): ConfigValue => {
  const prompts = config.get('prompts');
  return prompts.isThere ? prompts : prompts.as(['{{prompt}}']);
};

function sayWhatIsSkipped(config: ConfigValue, reading: SuiteReading): void {
  for (const [key, value] of config.fields()) {
    // Templates of YAML stand under a name of their own, and are used by `$ref` and aliases.
    if (obeyed.has(key) || /Templates?$|^x-|^\./.test(key)) continue;
    reading.skip(value, refusalOf(key) ?? (foreign.has(key) ? 'unsupported' : 'unknown'));
  }
  for (const key of ['evaluateOptions', 'commandLineOptions']) reading.skipOthers(config.get(key), runOptions);
  sayReferences(config, reading);
}

/** Fields that promptfoo knows, and that are not obeyed here. */
const foreign = new Set(['redteam', 'plugins', 'strategies', 'derivedMetrics', 'writeLatestResults']);

/** Reports each `$ref` to another file, as it is never followed. In a JSON Schema, `$ref` has a meaning of its own. */
function sayReferences(at: ConfigValue, reading: SuiteReading): void {
  for (const [key, value] of [...at.fields(), ...(Array.isArray(at.value) ? at.items().entries() : [])]) {
    if (key === '$ref' && value.string !== undefined && !value.string.startsWith('#')) reading.skip(value, 'network');
    else if (typeof value.value === 'object' && value.value !== null) sayReferences(value, reading);
  }
}

function runOptionsOf(config: ConfigValue): Pick<Suite, 'maxConcurrency' | 'repeat' | 'usesCache'> {
  const options = ['commandLineOptions', 'evaluateOptions'].map((name) => config.get(name));
  const numberOf = (key: string): number | undefined => {
    const number = options.map((each) => each.get(key).number).find((each) => each !== undefined);
    return number !== undefined && Number.isInteger(number) && number > 0 ? number : undefined;
  };
  const [maxConcurrency, repeat] = [numberOf('maxConcurrency'), numberOf('repeat')];
  const most = maxConcurrency !== undefined && { maxConcurrency: Math.min(maxConcurrency, mostAtOnce) };
  const [cache] = options.map((each) => each.get('cache').value).filter((each) => typeof each === 'boolean');
  return { ...most, ...(repeat !== undefined && { repeat }), ...(cache === false && { usesCache: false }) };
}
