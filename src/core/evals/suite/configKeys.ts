import type { Say, Saying } from '../../base/say';
import { refusalOf, refusalText } from './refusals';

// The keys of a config by the place that they stand in. They are those of promptfoo's schema, and `npm run check:promptfoo`
// compares their names with it. Their descriptions are in our own words.

interface ConfigKey {
  /** Type of the value in words: `text`, `list`. */
  readonly type: string;
  readonly about: Saying;
  /** The name of the place, in `places`, whose keys may stand in its value. Left out where none are known. */
  readonly within?: string;
}

interface ConfigPart {
  readonly obeyed: Readonly<Record<string, ConfigKey>>;
  /** Names of keys that a config of promptfoo may have there, and that are not obeyed here. */
  readonly skipped: string;
}

const key = (type: string, about: Saying, within?: string): ConfigKey => ({
  ...{ type, about },
  ...(within !== undefined && { within }),
});

const vars = key('object', (say) => say('Values of the variables. A list of texts makes a row of each.'));
const assert = key('list', (say) => say('What is checked of the answer.'), 'assert');
const options = key('object', (say) => say('What holds for this test alone.'), 'options');
const threshold = key('number', (say) => say('The score from 0 to 1 that all checks together need.'));
const test = {
  ...{ vars, assert, options, threshold },
  providers: key('list', (say) => say('Who alone is asked: labels or ids of providers.')),
  prompts: key('list', (say) => say('Which prompts alone are used: their labels or ids.')),
  providerOutput: key('text', (say) => say('The answer, if you have it: then nobody is asked.')),
  metadata: key('object', (say) => say('Your notes. They change nothing.')),
};

const concurrency = key('number', (say) => say('How many requests run at once, 256 at most.'));
const repeat = key('number', (say) => say('How often each test is asked.'));
const cache = key('boolean', (say) => say('Whether answers of earlier runs are taken.'));
const label = key('text', (say) => say('The name in lists and results.'));
const parameters = key('object', (say) => say('Parameters of the request.'), 'parameters');

const number = (about: Saying): ConfigKey => key('number', about);
const places = {
  config: {
    obeyed: {
      description: key('text', (say) => say('What the suite is about.')),
      prompts: key('list', (say) => say('Texts, and files as file://prompts/*.prompt.'), 'prompts'),
      providers: key('list', (say) => say('Who is asked, such as openai:chat:gpt-4o-mini.'), 'providers'),
      targets: key('list', (say) => say('Another name for providers.'), 'providers'),
      tests: key('list', (say) => say('The rows: each has values and checks. Or files of them.'), 'tests'),
      defaultTest: key('object', (say) => say('What holds for each test.'), 'defaultTest'),
      scenarios: key('list', (say) => say('Rows of values, each with every one of its tests.'), 'scenarios'),
      evaluateOptions: key('object', (say) => say('How the suite is run.'), 'evaluateOptions'),
      commandLineOptions: key('object', (say) => say('How the suite is run.'), 'commandLineOptions'),
      outputPath: key('text', (say) => say('Results are written beside the config, wherever this says.')),
      tags: key('object', (say) => say('Your notes. They change nothing.')),
      metadata: key('object', (say) => say('Your notes. They change nothing.')),
    },
    skipped: 'sharing nunjucksFilters env derivedMetrics extensions redteam writeLatestResults tracing',
  },
  prompts: {
    obeyed: {
      id: key('text', (say) => say('A name for tests and providers, or the file of the prompt.')),
      label,
      raw: key('text', (say) => say('The text of the prompt, or its file.')),
      config: parameters,
    },
    skipped: 'template display function',
  },
  providers: {
    obeyed: {
      id: key('text', (say) => say('Who is asked, such as openai:chat:gpt-4o-mini.')),
      label,
      config: parameters,
      prompts: key('list', (say) => say('Which prompts alone it gets: their labels or ids.')),
    },
    skipped: 'transform delay env inputs',
  },
  parameters: {
    obeyed: {
      temperature: number((say) => say('How much chance plays a part in each token. 0: none.')),
      max_tokens: number((say) => say('The most tokens that an answer may have.')),
      top_p: number((say) => say('Only the likeliest tokens that together have this share are drawn from.')),
      top_k: number((say) => say('Only so many of the likeliest tokens are drawn from.')),
      seed: number((say) => say('The same seed makes the same answer more likely.')),
      stop: key('list', (say) => say('The answer ends before the first of these texts.')),
      reasoning_effort: key('text', (say) => say('How much the model thinks before it answers.')),
      response_format: key('object', (say) => say('The form of the answer: JSON, or a JSON Schema.')),
      tools: key('list', (say) => say('Tools that the model may call.')),
      tool_choice: key('text', (say) => say('Which tool is called.')),
      logprobs: key('boolean', (say) => say('Asks how likely each token was: perplexity needs it.')),
    },
    skipped: '',
  },
  tests: {
    obeyed: {
      description: key('text', (say) => say('What the test is about: its name in lists.')),
      ...test,
      path: key('text', (say) => say('A file of tests.')),
    },
    skipped: 'provider assertScoringFunction config',
  },
  defaultTest: { obeyed: test, skipped: 'provider assertScoringFunction' },
  scenarios: {
    obeyed: {
      description: key('text', (say) => say('What the scenario is about.')),
      config: key('list', (say) => say('Rows of values: each goes with every test.'), 'tests'),
      tests: key('list', (say) => say('The tests of each row.'), 'tests'),
    },
    skipped: '',
  },
  assert: {
    obeyed: {
      type: key('text', (say) => say('What is checked.')),
      value: key('text', (say) => say('What the answer is compared with. Variables are filled in.')),
      threshold: number((say) => say('From where on the check passes.')),
      weight: number((say) => say('How much it counts among the checks. 0: it never fails.')),
      metric: key('text', (say) => say('The name of the score that it counts for.')),
      config: key('object', (say) => say('Settings of this check.')),
      provider: key('text', (say) => say('Who judges, where a model does.')),
      rubricPrompt: key('text', (say) => say('How the judge is asked.')),
      assert: key('list', (say) => say('The checks of an assert-set: they count as one.'), 'assert'),
    },
    skipped: 'transform contextTransform',
  },
  options: {
    obeyed: {
      prefix: key('text', (say) => say('The text before each prompt.')),
      suffix: key('text', (say) => say('The text after each prompt.')),
      repeat,
      disableVarExpansion: key('boolean', (say) => say('Keeps lists of texts as they are: one row.')),
      disableDefaultAsserts: key('boolean', (say) => say('Leaves out the checks of defaultTest.')),
      provider: key('text', (say) => say('Who judges, where a model does.')),
      rubricPrompt: key('text', (say) => say('How the judge is asked.')),
      factuality: key('object', (say) => say('Scores of the verdicts of factuality.')),
    },
    skipped: 'postprocess transform transformVars storeOutputAs disableConversationVar runSerially',
  },
  evaluateOptions: {
    obeyed: { maxConcurrency: concurrency, repeat, cache },
    skipped:
      'delay generateSuggestions suggestionsCount interactiveProviders progressCallback showProgressBar timeoutMs maxEvalTimeMs isRedteam silent filterRange',
  },
  commandLineOptions: { obeyed: { maxConcurrency: concurrency, repeat, cache }, skipped: '' },
} satisfies Readonly<Record<string, ConfigPart>>;

const placeOf = (name: string): ConfigPart | undefined =>
  Object.hasOwn(places, name) ? (places as Readonly<Record<string, ConfigPart>>)[name] : undefined;

/** Returns the name of the place at the end of a path of keys. `undefined`: nothing is known of it. */
export function placeAt(path: readonly string[]): string | undefined {
  let at: string | undefined = 'config';
  for (const name of path) at = at === undefined ? undefined : keyIn(at, name)?.within;
  return at;
}

const keyIn = (place: string, name: string): ConfigKey | undefined => {
  const { obeyed = {} } = placeOf(place) ?? {};
  return Object.hasOwn(obeyed, name) ? obeyed[name] : undefined;
};

/** Returns the type of a key at the end of a path. */
export const typeAt = (path: readonly string[], name: string): string | undefined =>
  keyIn(placeAt(path) ?? '', name)?.type;

/** A key, or a value, that can be written somewhere. */
export interface ConfigWord {
  readonly word: string;
  /** The type of its value, or a note, such as that it is not obeyed; may be empty. */
  readonly detail: string;
  readonly about: string;
  /** Whether it is not obeyed here; `about` says why. */
  readonly isSkipped?: boolean;
  /** Whether it is less likely to be meant than the others. */
  readonly isLater?: boolean;
}

/** Lists the keys that can be written in a place. Those that are not obeyed come last. */
export function wordsIn(place: string, say: Say): ConfigWord[] {
  const { obeyed = {}, skipped = '' } = placeOf(place) ?? {};
  return [
    ...Object.entries(obeyed).map(([word, { type, about }]) => ({ word, detail: type, about: about(say) })),
    ...skipped
      .split(' ')
      .filter((word) => word !== '')
      .map((word): ConfigWord => {
        const about = refusalText(refusalOf(word) ?? 'unsupported', say);
        return { word, detail: say('not obeyed here'), about, isSkipped: true };
      }),
  ];
}
