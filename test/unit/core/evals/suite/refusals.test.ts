import assert from 'node:assert/strict';
import { skippedIn, suiteOf } from './suiteOf';

const words = (text: string): string[] => text.split(' ');

/** Of the config of a provider, what is left out by why it is; the request goes out without it. */
const leftOut = {
  'Where requests go is for you to say, not for the config.': words(
    'apiBaseUrl apiHost baseUrl base_url baseURL url host endpoint proxy apiVersion',
  ),
  'What is sent with a request besides the prompt is for you to say, not for the config.': words(
    'apiKey apiKeyEnvar api_key apiKeyRequired headers organization accessKeyId secretAccessKey sessionToken credentials tokenUrl',
  ),
  'A config does not read or set variables of the environment.': words('env envPath basePath'),
  'No code of a config is run.': words('extensions nunjucksFilters contextTransform script pythonExecutable extension'),
  'Nothing is loaded from elsewhere for a config, and nothing is sent there.': words('sharing tracing'),
  'This is not known here.': words('mystery Temperature constructor'),
};

/** Without these an answer is another one: nothing is asked. */
const needed = [
  ...words('transform postprocess transformVars transformResponse transformRequest responseParser'),
  ...words('assertScoringFunction provider storeOutputAs'),
  ...words('instructions system systemInstruction system_instruction systemPrompt system_prompt'),
  ...words('toolConfig tool_config toolChoice functions function_call functionToolCallbacks mcp'),
  ...words('responseFormat responseSchema response_schema responseMimeType response_mime_type format'),
  ...words('passthrough extra_body extraBody assistantId previous_response_id web_search_options'),
];

describe('what a config may not do', () => {
  it('is left out of a request with its reason', async () => {
    for (const [reason, keys] of Object.entries(leftOut)) {
      const config = keys.map((key) => `{id: 'openai:m', config: {${key}: x, seed: 1}}`).join(', ');
      const { providers, skips } = await suiteOf(`providers: [${config}]`);
      assert.deepEqual(
        skips.map((skip) => [skip.what, skip.reason]),
        keys.map((key, at) => [`providers[${at}].config.${key}`, reason]),
      );
      assert.deepEqual(
        providers.map((provider) => [provider.skip, provider.config]),
        keys.map(() => [undefined, { seed: 1 }]),
      );
    }
  });

  it('keeps a provider, a prompt or a test from being asked, where an answer would be another one without it', async () => {
    const each = (write: (key: string) => string): string => needed.map(write).join(', ');
    const { providers, prompts, tests, skips } = await suiteOf(`
providers: [${each((key) => `{id: 'openai:m', config: {${key}: x}}`)}, {id: 'openai:m', transform: x}]
prompts: [${each((key) => `{raw: hi, config: {${key}: x}}`)}]
tests: [{transform: x}, {options: {postprocess: x}}, {provider: x}, {options: {storeOutputAs: x}}, {mystery: x}]
`);
    assert.deepEqual(
      needed.filter((_, at) => providers[at]?.skip === undefined || prompts[at]?.skip === undefined),
      [],
    );
    assert.ok(providers.at(-1)?.skip);
    assert.deepEqual(
      tests.map(({ skip }) => skip !== undefined),
      [true, true, true, true, false],
    );
    assert.equal(skips.length, 2 * needed.length + 1 + 5);
  });

  it('keeps a check from being made that would look at something else without it', async () => {
    const { tests } = await suiteOf(
      'tests: [{assert: [{type: equals, value: x, transform: y}, {type: equals, value: x, contextTransform: y}, {type: equals, value: x, mystery: y}]}]',
    );
    assert.deepEqual(
      tests[0]?.assert.map((each) => 'skip' in each && each.skip),
      ['No code of a config is run.', 'No code of a config is run.', undefined].map((skip) => skip ?? false),
    );
  });

  it('is every file that is a program', async () => {
    const endings = words('js cjs mjs ts cts mts jsx tsx py rb go sh bash exe bat cmd ps1 pl');
    const names = endings.flatMap((ending) => [`file://a.${ending}`, `file://a.${ending}:fn`]);
    const { prompts } = await suiteOf(`prompts: [${names.map((name) => `'${name}'`).join()}]`);
    assert.deepEqual(
      prompts.map(({ skip }) => skip),
      names.map(() => 'No code of a config is run.'),
    );
  });

  it('is every name of a variable of the environment in a template, and no other word', async () => {
    const reading = [
      '{{env.A}}',
      "{{ env['A'] }}",
      '{{env|dump}}',
      '{% if env %}x{% endif %}',
      '{% for a in env %}{% endfor %}',
    ];
    const others = ['{{environment}}', '{{my.env.A}}', 'env.A', '{{ a }} env', '{{$env.A}}'];
    const suite = await suiteOf(
      `tests: [${[...reading, ...others].map((text) => `{vars: {q: ${JSON.stringify(text)}}}`).join()}]`,
    );
    assert.deepEqual(
      suite.tests.map(({ skip }) => skip !== undefined),
      [...reading.map(() => true), ...others.map(() => false)],
    );
  });

  it('is no key at the top of a config but those that change nothing', async () => {
    const suite = await suiteOf(
      'tags: {a: b}\nmetadata: {}\noutputPath: x\nversion: 1\nauthor: me\n$schema: x\nx-own: 1\n.own: 1\nmyTemplates: {}\nmyTemplate: 1\ndefinitions: {}\n$defs: {}\nredteam: {}\nplugins: []\nstrategies: []\nderivedMetrics: []\nmystery: 1\nevaluateOptions: {delay: 5, repeat: 1}',
    );
    assert.deepEqual(
      skippedIn(suite).map((skip) => skip.replace('evals/suite.yaml ', '')),
      ['redteam', 'plugins', 'strategies', 'derivedMetrics', 'mystery', 'evaluateOptions.delay'],
    );
  });
});
