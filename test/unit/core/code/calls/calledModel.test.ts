import assert from 'node:assert/strict';
import { calledModel } from '../../../../../src/core/code/calls/calledModel';
import { names } from './parameterCalls';
import { calls } from './read';

describe('the model that a call names', () => {
  const cases: readonly (readonly [title: string, languageId: string, text: string, id: string | undefined])[] = [
    ['by its id', 'typescript', `client.chat.completions.create({ model: 'gpt-4o', max_tokens: 5 })`, 'gpt-4o'],
    ['by a constant', 'python', `MODEL = "gpt-4o"\nclient.chat.completions.create(model=MODEL)`, 'gpt-4o'],
    [
      'behind its provider',
      'python',
      `from litellm import completion\ncompletion(model="openai/gpt-4o", max_tokens=5)`,
      'gpt-4o',
    ],
    [
      'at an address that nobody knows',
      'python',
      `client = OpenAI(base_url="https://llm.example.com")\nclient.chat.completions.create(model="gpt-4o")`,
      'gpt-4o',
    ],
    ['that nobody knows', 'python', `client.chat.completions.create(model="my-model-7")`, undefined],
    ['that a setting names', 'python', `client.chat.completions.create(model=os.getenv("MODEL"))`, undefined],
  ];
  for (const [title, languageId, text, id] of cases) {
    it(`is ${id === undefined ? 'none where it is one ' : 'found '}${title}`, async () => {
      const [call] = await calls(languageId, text);
      assert.equal(calledModel(call!, names)?.id, id);
    });
  }
});
