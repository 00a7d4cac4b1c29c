import { UsageError, parseOptions } from '../shared/commandLine';
import { parseUsd } from '../shared/spend';

export interface EvalArguments {
  /** The config. */
  readonly file: string;
  /** Files of results in other forms; `-` for standard output. */
  readonly json?: string;
  readonly junit?: string;
  readonly markdown?: string;
  /** Text in the description or the values of the tests to ask. Other tests are left out. */
  readonly filter?: string;
  /** File of results whose failed tests are asked. Other tests are left out. */
  readonly filterFailing?: string;
  /** File of results to go on with. */
  readonly resume?: string;
  readonly repeat?: number;
  readonly concurrency?: number;
  /** US dollars. */
  readonly maxCost?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  /** Id of the provider that judges, in place of the one that the config names. */
  readonly grader?: string;
  readonly isQuiet: boolean;
  readonly useCache: boolean;
  /** Addresses, by the id of a provider of the config or by the beginning of that id. */
  readonly baseUrls: ReadonlyMap<string, string>;
  readonly keyEnvs: ReadonlyMap<string, string>;
}

export const EVAL_USAGE = `Usage: node dist/cli.js eval FILE [--max-cost USD] [--json OUT | -]
       node dist/cli.js eval compare BEFORE AFTER
       node dist/cli.js eval export RESULTS --csv OUT
       node dist/cli.js eval assert --cases FILE | -

Asks every prompt of a promptfoo config (promptfooconfig.yaml) at every provider for every test, and checks the answers.
What has come is kept in NAME.eval.jsonl beside the config, answer by answer; the run before it in NAME.before.eval.jsonl.
No code of a config is run, and no address, key or variable of it is used: what is not obeyed is listed.
  --json OUT             the results as JSON; - is standard output
  --junit OUT            as JUnit, for CI
  --markdown OUT         a summary as Markdown
  --filter TEXT          only tests with this text in their description or their values
  --filter-failing FILE  only what failed in these results
  --resume FILE          goes on with these results: what they have is not asked again
  --repeat N             asks each test so many times
  --concurrency N        requests at once, for each provider; fewer where it refuses some
  --max-cost USD         sends nothing that may bring the whole run above; where a price is not known, give one of the next two
  --max-requests N       sends so many at most
  --max-tokens N         sends nothing that may bring input and output together above
  --grader ID            who judges where a check asks a model, as openai:chat:gpt-4o, whoever the config names
  --no-cache             asks anew what was asked before
  --quiet                says nothing of how far the run has come
  --base-url P=URL       another address of a provider: P is its id in the config, or what that begins with, as openai
  --key-env P=NAME       the environment variable that holds its key. Without it the usual one is read, as OPENAI_API_KEY,
                         for the provider's own address alone; another address gets no key

Exit codes
    0  every check that was made has passed
    1  a check has failed, and nothing else
    2  the command was wrong, something could not be read or filled in, or nothing was checked
    3  a provider failed
    4  the run failed here
    5  a cap was reached, or nothing was sent because it cannot be held
  130  ended by Ctrl+C: what has come is kept`;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const options = {
  ...{ json: text, junit: text, markdown: text, filter: text, 'filter-failing': text, resume: text },
  ...{ repeat: text, concurrency: text, 'max-cost': text, 'max-requests': text, 'max-tokens': text },
  ...{ grader: text, quiet: flag, 'no-cache': flag },
  ...{ 'base-url': texts, 'key-env': texts },
} as const;

/** @throws UsageError */
export function parseEvalArguments(args: readonly string[]): EvalArguments | 'help' {
  const { values, positionals } = parseOptions(args, options, EVAL_USAGE);
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Give one config.', EVAL_USAGE);
  const { json, junit, markdown, filter, resume, grader } = values;
  if ([json, junit, markdown].filter((out) => out === '-').length > 1) {
    throw new UsageError('Standard output (-) can be written once.');
  }
  const [repeat, concurrency] = [
    countOf('repeat', values.repeat, 1_000),
    countOf('concurrency', values.concurrency, 256),
  ];
  const maxRequests = countOf('max-requests', values['max-requests'], 1e9);
  const maxTokens = countOf('max-tokens', values['max-tokens'], 1e12);
  const [maxCost, failing] = [values['max-cost'], values['filter-failing']];
  return {
    file,
    ...(json !== undefined && { json }),
    ...(junit !== undefined && { junit }),
    ...(markdown !== undefined && { markdown }),
    ...(filter !== undefined && { filter }),
    ...(failing !== undefined && { filterFailing: failing }),
    ...(resume !== undefined && { resume }),
    ...(repeat !== undefined && { repeat }),
    ...(concurrency !== undefined && { concurrency }),
    ...(maxCost !== undefined && { maxCost: parseUsd(maxCost) }),
    ...(maxRequests !== undefined && { maxRequests }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(grader !== undefined && { grader }),
    isQuiet: values.quiet === true,
    useCache: values['no-cache'] !== true,
    baseUrls: pairsOf('base-url', values['base-url']),
    keyEnvs: pairsOf('key-env', values['key-env']),
  };
}

function countOf(name: string, given: string | undefined, most: number): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (/^\d+$/u.test(given) && count >= 1 && count <= most) return count;
  throw new UsageError(`--${name} takes a whole number from 1 to ${most}, not "${given}".`);
}

/** Parses pairs of P=VALUE. Errors never repeat a value, as it may be a key. */
function pairsOf(name: string, given: readonly string[] = []): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const each of given) {
    const at = each.indexOf('=');
    if (at < 1 || at === each.length - 1) throw new UsageError(`--${name} takes P=VALUE, as openai=VALUE.`);
    const provider = each.slice(0, at);
    if (pairs.has(provider)) throw new UsageError(`--${name} of ${provider} is given twice.`);
    pairs.set(provider, each.slice(at + 1));
  }
  return pairs;
}
