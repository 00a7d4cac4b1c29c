import assert from 'node:assert/strict';
import { readHosts } from '../../../../src/core/modelIds/hosts';

const nobody = () => undefined;

describe('the host that code names', () => {
  it('is the nearest one above a place, or else the first one below', async () => {
    const text = `ask();\nnew AzureOpenAI();\nask();\nnew AnthropicBedrock();\nask();`;
    const hostAt = await readHosts(text, nobody);
    assert.deepEqual(
      [...text.matchAll(/ask/g)].map(({ index }) => hostAt(index)),
      ['azure', 'azure', 'bedrock'],
    );
  });

  it('is none where nothing names one', async () => {
    assert.equal((await readHosts('ask();', nobody))(3), undefined);
  });

  it('is read in steps, wherever a step of 50,000 code units cuts its name', async () => {
    const mark = 'base_url = "http://localhost:1234"';
    for (let before = 50_000 - mark.length; before <= 50_001; before++) {
      let turns = 0;
      const hostAt = await readHosts(`${' '.repeat(before)}${mark}`, () => {
        turns++;
        return undefined;
      });
      assert.equal(hostAt(0), 'local', `behind ${before}`);
      assert.ok(turns >= 1);
    }
    // Not a word of its own.
    assert.equal((await readHosts(`${'x'.repeat(50_000)}ollama`, nobody))(0), undefined);
  });
});
