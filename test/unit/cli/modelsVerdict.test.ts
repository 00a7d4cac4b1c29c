import assert from 'node:assert/strict';
import * as v from 'valibot';
import { useTempFolder } from '../../support/tempFolder';
import { models } from './modelsRun';

describe('models check, by what is called', () => {
  const temp = useTempFolder();
  const { write } = temp;
  it('says at another or a local host that the maker has ended it, and exits with 0', async () => {
    const client = 'client = OpenAI(base_url="http://localhost:8080/v1")';
    const file = write('ask.py', `${client}\nclient.responses.create(model="gpt-4")\n`);
    const { code, output } = await models(['check', file]);
    assert.equal(code, 0);
    assert.match(output, /ask\.py:2:32: gpt-4 was retired at OpenAI’s own API [^\n]* \[information\]$/);
  });

  it('counts the date of the host that the code names', async () => {
    const bedrock = write('ask.py', `ask(modelId="anthropic.claude-3-haiku-20240307-v1:0")\n`);
    const { output } = await models(['check', '--json', bedrock]);
    assert.match(output, /"status": "retired",\s+"date": "2026-09-10"/);
  });

  const atHost: [id: string, replacement: string | null][] = [
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'anthropic.claude-sonnet-4-6'],
    ['bedrock/us.anthropic.claude-3-5-sonnet-20240620-v1:0', 'us.anthropic.claude-sonnet-4-6'],
    ['claude-opus-4@20250514', 'claude-opus-4-8'],
    ['amazon.titan-text-lite-v1', null],
  ];
  for (const [id, replacement] of atHost) {
    it(`names the successor of ${id} as its host does, or none`, async () => {
      const file = write('ask.py', `ask(modelId="${id}")\n`);
      const [found] = v.parse(
        v.array(v.object({ replacement: v.nullable(v.string()) })),
        JSON.parse((await models(['check', '--json', file])).output),
      );
      assert.deepEqual(found, { replacement });
    });
  }

  it('tells errors from warnings, and exits with 1 for both', async () => {
    const sure = write('a.py', 'client = OpenAI()\nclient.responses.create(model="gpt-4")\n');
    const unsure = write('b.py', 'ask(model="gpt-4")\n');
    assert.match((await models(['check', sure])).output, /\[error\]$/);
    assert.match((await models(['check', unsure])).output, /\[warning\]$/);
    assert.deepEqual([(await models(['check', sure])).code, (await models(['check', unsure])).code], [1, 1]);
  });

  it('says in one line what a file only lists, gives each as JSON, and exits with 0', async () => {
    const file = write(
      'a.py',
      'ids = ["gpt-4", "gpt-4-32k", "gpt-4", "o3-mini", "text-davinci-003"]\nprint("gpt-4")\n',
    );
    assert.deepEqual(await models(['check', file]), {
      ...{ code: 0, errors: '' },
      output: `${file}:1:9: These model IDs, listed here but not called, have been or will be retired: gpt-4, gpt-4-32k, o3-mini and 1 more. [information]`,
    });
    const each = v.parse(
      v.array(v.looseObject({ id: v.string() })),
      JSON.parse((await models(['check', '--json', file])).output),
    );
    assert.deepEqual(
      each.map(({ id }) => id),
      ['gpt-4', 'gpt-4-32k', 'gpt-4', 'o3-mini', 'text-davinci-003', 'gpt-4'],
    );
    const log = (await models(['check', '--sarif', file])).output;
    assert.deepEqual(log.match(/"level": "\w+"/g), ['"level": "note"']);
  });
});
