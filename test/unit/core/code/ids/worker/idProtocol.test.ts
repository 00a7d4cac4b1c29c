import assert from 'node:assert/strict';
import { findIdsInFile } from '../../../../../../src/core/code/ids/fileIds';
import { fromPlaced, toPlaced } from '../../../../../../src/core/code/ids/worker/idProtocol';
import { testNames } from '../../../../../support/modelNames';

describe('what the worker for model ids sends', () => {
  it('names the same models where it arrives, at the hosts that the code names', async () => {
    const text = [
      'client = AzureOpenAI()',
      'a = client.chat(model="gpt-4o", n=1)',
      'b = ask("us.anthropic.claude-3-haiku-20240307-v1:0", "models/gemini-2.5-pro", "openai/gpt-4")',
      'client = OpenAI(base_url="http://localhost:1234")',
      'c = client.chat(model="ft:gpt-4o-mini-2024-07-18:acme::abc", fallback="gpt-4-32k")',
    ].join('\n');
    const found = await findIdsInFile({ text, languageId: 'python' }, testNames, () => undefined);
    assert.ok(found.length >= 5);
    const sent = structuredClone(toPlaced(found));
    const ending = found.filter(({ named }) => named?.record);
    assert.deepEqual(
      sent.map((each) => fromPlaced(each, testNames)),
      ending,
    );
  });
});
