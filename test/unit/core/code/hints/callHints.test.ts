import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../../../../generated/lifecycle';
import { parameters as parameterTable } from '../../../../../generated/parameters';
import { findCallHints, hintSeverity } from '../../../../../src/core/code/hints/callHints';
import type { CallHint } from '../../../../../src/core/code/hints/callHints';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { createNearMissIndex } from '../../../../../src/core/code/calls/nearMiss';
import { createParameters } from '../../../../../src/core/catalog/parameters/parameters';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { createLifecycle } from '../../../../../src/core/catalog/lifecycle';
import { parseIdConfig } from '../../../../../src/core/code/ids/config/parseIdConfig';
import { createModelNames, knownIds } from '../../../../../src/core/catalog/names/modelNames';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(catalogTable, testDay);
const lifecycle = createLifecycle(lifecycleTable);
const tables = {
  names: createModelNames(catalog, lifecycle),
  parameters: createParameters(parameterTable),
  nearMisses: createNearMissIndex(knownIds(catalog, lifecycle)),
};

async function hintsIn(languageId: string, text: string): Promise<CallHint[]> {
  const found = await findCallHints(regionText(text, languageId), tables);
  assert.ok(found);
  return found;
}

const nameOf = (hint: CallHint): string =>
  hint.kind === 'slip' ? hint.miss.expected.written : hint.fact.argument.name;

const openai = 'OpenAI().chat.completions.create';
const refused = `${openai}(model="o3", max_tokens=5, stop=["a"])`;
const slip = `${openai}(model="gpt4o")`;
/** Of the service, whatever the model. */
const ofService = `Groq().chat.completions.create(model="llama-3.3-70b-versatile", logprobs=True)`;

describe('the hints of calls', () => {
  const comments: readonly (readonly [title: string, language: string, text: string, left: string[]])[] = [
    ['are there without a comment', 'python', `${refused}\n${slip}`, ['gpt4o', 'max_tokens', 'stop']],
    ['are silenced in their line', 'python', `${refused} # ai-field-guide-ignore\n${slip}`, ['gpt4o']],
    [
      'are silenced from the line before',
      'python',
      `# ai-field-guide-ignore\n${slip}\n${refused}`,
      ['max_tokens', 'stop'],
    ],
    ['are silenced by the id of a slip', 'python', `# ai-field-guide-ignore gpt4o\n${slip}`, []],
    ['are silenced by the id of the model', 'python', `# ai-field-guide-ignore o3 as a test\n${refused}`, []],
    ['are silenced by the name of a parameter', 'python', `# ai-field-guide-ignore max_tokens\n${refused}`, ['stop']],
    ['are not silenced by another id', 'python', `# ai-field-guide-ignore gpt-4\n${slip}\n`, ['gpt4o']],
    [
      'are not silenced by another parameter',
      'python',
      `# ai-field-guide-ignore temperature\n${refused}`,
      ['max_tokens', 'stop'],
    ],
    ['are not silenced two lines below', 'python', `# ai-field-guide-ignore\n\n${slip}`, ['gpt4o']],
    ['are not silenced by a string', 'python', `x = "ai-field-guide-ignore"; ${slip}`, ['gpt4o']],
    ['are silenced in the whole file', 'python', `# ai-field-guide-ignore-file\n\n\n${refused}\n${slip}`, []],
    [
      'are silenced behind a line with a carriage return',
      'python',
      `x = 1\r\n# ai-field-guide-ignore\r\n${slip}\r\n`,
      [],
    ],
    ['are silenced in config', 'yaml', `model: gpt4o # ai-field-guide-ignore`, []],
    [
      'are silenced in the line of the parameter, where a call has many',
      'typescript',
      `new OpenAI().chat.completions.create({\n  model: 'o3',\n  // ai-field-guide-ignore\n  max_tokens: 5,\n  stop: ['a'],\n})`,
      ['stop'],
    ],
  ];
  for (const [title, language, text, left] of comments) {
    it(title, async () => assert.deepEqual((await hintsIn(language, text)).map(nameOf), left));
  }

  it('are none once the text was changed while its comments were read', async () => {
    const source = regionText(`# ai-field-guide-ignore\n${slip}`, 'python');
    assert.equal(await findCallHints({ ...source, regionAt: () => Promise.resolve(undefined) }, tables), undefined);
  });

  const configs: readonly (readonly [title: string, config: string, text: string, left: string[]])[] = [
    ['are hints where nothing is said', '', `${refused}\n${slip}`, ['gpt4o hint', 'max_tokens hint', 'stop hint']],
    ['leave out ignored slips', 'ignore: { ids: [GPT4o] }', `${refused}\n${slip}`, ['max_tokens hint', 'stop hint']],
    ['leave out the parameters of ignored models', 'ignore: { ids: [o3] }', refused, []],
    [
      'leave them out behind a router too',
      'ignore: { ids: [o3] }',
      `litellm.completion(model="openai/o3", stop=["a"])`,
      [],
    ],
    ['keep what holds for every model', 'ignore: { ids: [llama-3.3-70b-versatile] }', ofService, ['logprobs hint']],
    [
      'take the severity of unknown ids for slips',
      'severity: { unknown: warning }',
      `${slip}\n${refused}`,
      ['gpt4o warning', 'max_tokens hint', 'stop hint'],
    ],
    [
      'take that of parameters',
      'severity: { parameter: error }',
      `${slip}\n${refused}`,
      ['gpt4o hint', 'max_tokens error', 'stop error'],
    ],
    ['are silent about parameters', 'severity: { parameter: off }', `${slip}\n${refused}`, ['gpt4o hint']],
    ['are silent about slips', 'severity: { unknown: off }', `${slip}\n${refused}`, ['max_tokens hint', 'stop hint']],
  ];
  for (const [title, config, text, left] of configs) {
    it(title, async () => {
      const parsed = parseIdConfig(config);
      assert.deepEqual(parsed.problems, []);
      const shown = (await hintsIn('python', text)).flatMap((hint) => {
        const severity = hintSeverity(hint, parsed.config);
        return severity ? [`${nameOf(hint)} ${severity}`] : [];
      });
      assert.deepEqual(shown, left);
    });
  }

  it('never say louder than as information what breaks no call', async () => {
    const [hint] = await hintsIn('python', refused);
    assert.equal(hint?.kind, 'parameter');
    for (const does of ['ignores', 'advises'] as const) {
      const harmless: CallHint = { ...hint, fact: { ...hint.fact, rule: { ...hint.fact.rule, does } } };
      const said = (config: string): string | undefined => hintSeverity(harmless, parseIdConfig(config).config);
      assert.equal(said(''), 'hint');
      assert.equal(said('severity: { parameter: error }'), 'information');
      assert.equal(said('severity: { parameter: off }'), undefined);
    }
  });
});
