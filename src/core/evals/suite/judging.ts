import { isRecord } from '../../base/json';
import { limitName, parameterName } from '../../chat/parameters/parameterNames';
import type { Assertion, AssertionSet, SuiteProvider, SuiteTest } from '../suite';
import type { ConfigValue } from './configValue';
import { judgedType } from './judgedTypes';
import { readProviders } from './readProviders';
import { isCodeFile, readsEnvironment } from './refusals';
import { isFileUrl } from './suiteReading';
import type { SuiteReading } from './suiteReading';

// Reads who judges answers, and by which words, where a check asks a model. This is said at the check itself, or for all
// checks of a test.

export type JudgeOptions = Pick<Assertion, 'judge' | 'rubricPrompt' | 'factuality' | 'skip'>;

/** Tokens that a judge may answer with, where a config sets no limit. A cap counts them before the judge is asked. */
const usualMaxTokens = 4_096;

/** Returns a provider as it is asked to judge: with a limit of tokens. */
export function judgeOf(provider: SuiteProvider): SuiteProvider {
  const isLimited = Object.keys(provider.config).some(
    (name) => name === 'generationConfig' || parameterName(name) === limitName,
  );
  return isLimited ? provider : { ...provider, config: { ...provider.config, max_tokens: usualMaxTokens } };
}

/** The judge where a config names none. The user who runs it chooses one. */
export const unnamedJudge: SuiteProvider = judgeOf({ id: '', label: 'judge', config: {}, file: '' });

/** Reads from `options` of a test, or from a check, how answers are judged. */
export async function readJudging(at: ConfigValue, reading: SuiteReading): Promise<JudgeOptions> {
  const [provider, rubricPrompt, factuality] = [at.get('provider'), at.get('rubricPrompt'), at.get('factuality')];
  const judge = provider.isThere ? await readJudge(provider, reading) : undefined;
  const read = rubricPrompt.isThere ? await readRubric(rubricPrompt, reading) : undefined;
  return {
    ...(judge && { judge }),
    ...(read && ('why' in read ? { skip: read.why } : { rubricPrompt: read.value })),
    ...(isRecord(factuality.value) && { factuality: factuality.value }),
  };
}

/** Reads a judge. Judges that are alike become one, so that the user is asked only once who it is. */
async function readJudge(at: ConfigValue, reading: SuiteReading): Promise<SuiteProvider> {
  // Providers may be given by the kind of their output, of which a judge writes texts.
  const isByKind = isRecord(at.value) && !('id' in at.value) && 'text' in at.value;
  const [read] = await readProviders(isByKind ? at.get('text') : at, reading);
  const skip = reading.say('A provider is an id, or an object with one.');
  const judge = read ? judgeOf(read) : { ...unnamedJudge, skip };
  const key = JSON.stringify([judge.id, judge.label, judge.config, judge.skip]);
  const same = reading.judges.get(key) ?? judge;
  reading.judges.set(key, same);
  return same;
}

async function readRubric(
  at: ConfigValue,
  reading: SuiteReading,
): Promise<{ readonly value: unknown } | { readonly why: string }> {
  const name = at.string;
  if (name !== undefined && isFileUrl(name) && isCodeFile(name)) return { why: reading.skip(at, 'code') };
  const loaded = await reading.loaded(at);
  if ('why' in loaded) return loaded;
  const { value } = loaded.value;
  return readsEnvironment(JSON.stringify(value)) ? { why: reading.skip(at, 'environment') } : { value };
}

/** Returns the checks of a test, with its options of judging wherever they have none of their own. */
export const judgedBy = (asserts: SuiteTest['assert'], judging: JudgeOptions): SuiteTest['assert'] =>
  Object.keys(judging).length === 0
    ? asserts
    : asserts.map((each): Assertion | AssertionSet =>
        'assert' in each
          ? { ...each, assert: each.assert.map((one) => withJudging(one, judging)) }
          : withJudging(each, judging),
      );

const withJudging = (assertion: Assertion, judging: JudgeOptions): Assertion =>
  judgedType(assertion.type) === undefined ? assertion : { ...assertion, ...joinedJudging(judging, assertion) };

/** Joins options that hold for all with `own`, which are given nearer to the check and count more. */
export function joinedJudging({ skip, ...all }: JudgeOptions, own: JudgeOptions): JudgeOptions {
  const { judge, rubricPrompt, factuality } = { ...all, ...own };
  const why = own.skip ?? (own.rubricPrompt === undefined ? skip : undefined);
  return {
    ...(judge && { judge }),
    ...(rubricPrompt !== undefined && { rubricPrompt }),
    ...(factuality && { factuality }),
    ...(why !== undefined && { skip: why }),
  };
}

/** Returns the judge of a check; `undefined` where it needs none. */
export const judgeFor = ({ type, skip, judge }: Assertion): SuiteProvider | undefined =>
  skip !== undefined || judgedType(type) === undefined ? undefined : (judge ?? unnamedJudge);

/** Returns the checks that a model decides, including those of sets. */
export const judgedAsserts = ({ assert }: Pick<SuiteTest, 'assert'>): Assertion[] =>
  assert.flatMap((each) => ('assert' in each ? each.assert : [each])).filter((each) => judgeFor(each) !== undefined);

/** Returns the judges of answers to these tests, each once. */
export const judgesOf = (tests: Iterable<Pick<SuiteTest, 'assert'>>): ReadonlySet<SuiteProvider> =>
  new Set(Array.from(tests).flatMap((test) => judgedAsserts(test).flatMap((each) => judgeFor(each) ?? [])));
