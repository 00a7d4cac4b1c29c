import assert from 'node:assert/strict';
import { findCallHints, hintSeverity } from '../../../../../src/core/code/hints/callHints';
import type { NearMiss } from '../../../../../src/core/code/calls/nearMiss';
import { createNearMissIndex } from '../../../../../src/core/code/calls/nearMiss';
import { parseIdConfig } from '../../../../../src/core/code/ids/config/parseIdConfig';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { names } from '../calls/parameterCalls';

const tables = { names, nearMisses: createNearMissIndex(['gpt-4o', 'o3-mini']) };

async function hintsIn(languageId: string, text: string): Promise<NearMiss[]> {
  const found = await findCallHints(regionText(text, languageId), tables);
  assert.ok(found);
  return found;
}

const writtenIn = ({ expected }: NearMiss): string => expected.written;

const slip = `OpenAI().chat.completions.create(model="gpt4o")`;
const other = `OpenAI().chat.completions.create(model="o3mini")`;

describe('the hints of calls', () => {
  const comments: readonly (readonly [title: string, language: string, text: string, left: string[]])[] = [
    ['are there without a comment', 'python', `${other}\n${slip}`, ['o3mini', 'gpt4o']],
    ['are silenced in their line', 'python', `${other} # ai-field-guide-ignore\n${slip}`, ['gpt4o']],
    ['are silenced from the line before', 'python', `# ai-field-guide-ignore\n${slip}\n${other}`, ['o3mini']],
    ['are silenced by the id of a slip', 'python', `# ai-field-guide-ignore gpt4o as a test\n${slip}`, []],
    ['are not silenced by another id', 'python', `# ai-field-guide-ignore gpt-4\n${slip}\n`, ['gpt4o']],
    ['are not silenced two lines below', 'python', `# ai-field-guide-ignore\n\n${slip}`, ['gpt4o']],
    ['are not silenced by a string', 'python', `x = "ai-field-guide-ignore"; ${slip}`, ['gpt4o']],
    ['are silenced in the whole file', 'python', `# ai-field-guide-ignore-file\n\n\n${other}\n${slip}`, []],
    [
      'are silenced behind a line with a carriage return',
      'python',
      `x = 1\r\n# ai-field-guide-ignore\r\n${slip}\r\n`,
      [],
    ],
    ['are silenced in config', 'yaml', `model: gpt4o # ai-field-guide-ignore`, []],
    ['are none at a parameter, whatever the model does with it', 'python', slip.replace('gpt4o"', 'o3", stop="a"'), []],
  ];
  for (const [title, language, text, left] of comments) {
    it(title, async () => assert.deepEqual((await hintsIn(language, text)).map(writtenIn), left));
  }

  it('are none once the text was changed while its comments were read', async () => {
    const source = regionText(`# ai-field-guide-ignore\n${slip}`, 'python');
    assert.equal(await findCallHints({ ...source, regionAt: () => Promise.resolve(undefined) }, tables), undefined);
  });

  const configs: readonly (readonly [title: string, config: string, left: string[]])[] = [
    ['are hints where nothing is said', '', ['gpt4o hint']],
    ['are left out where their id is ignored', 'ignore: { ids: [GPT4o] }', []],
    ['have the severity of unknown ids', 'severity: { unknown: warning }', ['gpt4o warning']],
    ['are silent where unknown ids are', 'severity: { unknown: off }', []],
  ];
  for (const [title, config, left] of configs) {
    it(title, async () => {
      const parsed = parseIdConfig(config);
      assert.deepEqual(parsed.problems, []);
      const shown = (await hintsIn('python', slip)).flatMap((hint) => {
        const severity = hintSeverity(hint, parsed.config);
        return severity ? [`${writtenIn(hint)} ${severity}`] : [];
      });
      assert.deepEqual(shown, left);
    });
  }
});
