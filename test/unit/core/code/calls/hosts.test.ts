import assert from 'node:assert/strict';
import { readHosts } from '../../../../../src/core/code/calls/hosts';

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

  const marks: Readonly<Record<string, readonly string[]>> = {
    azure: ['createAzure({})', 'azure_endpoint=e', 'AZURE_OPENAI_KEY', 'curl https://me.openai.azure.com/openai'],
    bedrock: ['ChatBedrock()', 'createAmazonBedrock()', 'client("bedrock-runtime")'],
    vertex: ['ChatVertexAI()', 'createVertex()', 'vertexai=True', 'curl https://us-aiplatform.googleapis.com/v1'],
    local: ['base_url="http://0.0.0.0:1"', 'OLLAMA_HOST=http://127.0.0.1', 'import ollama'],
    maker: ['curl https://api.openai.com/v1', 'curl https://api.cohere.com/v2'],
    other: ['curl https://api.groq.com/openai/v1', 'curl https://openrouter.ai/api/v1', 'base_url = "http://me"'],
  };
  for (const [host, texts] of Object.entries(marks)) {
    for (const text of texts) {
      it(`is ${host} by ${text}`, async () => assert.equal((await readHosts(text, nobody))(text.length), host));
    }
  }

  it('is none where nothing names one', async () => {
    assert.equal((await readHosts('ask();', nobody))(3), undefined);
  });

  const cases: [title: string, text: string, expected: string | undefined][] = [
    ['none of another library, for a client of the maker', 'import ollama\nclient = OpenAI()\nask()', undefined],
    ['none of another client', 'a = AzureOpenAI()\nb = Anthropic()\nask()', undefined],
    ['that of an address above a client', 'baseURL = env.URL;\nnew OpenAI({ baseURL });\nask()', 'other'],
    ['that of an address in a client', 'import ollama\nOpenAI(base_url="http://localhost:1")\nask()', 'local'],
    ['that of an address in a client below', 'ask()\nnew OpenAI({ baseURL: url })', 'other'],
    ['that of settings above a client', 'AZURE_OPENAI_KEY = 1\nOpenAI(**options)\nask()', 'azure'],
    ['none of a comment', '# not for ollama\nx = 1  # nor AzureOpenAI\n// or base_url=x\n * ollama\nask()', undefined],
    ['that of an option that begins a line', 'llm \\\n  --api_base=http://x \\\n  ask()', 'other'],
    ['that of an address behind a scheme', 'u = "https://ollama"\nask()', 'local'],
  ];
  for (const [title, text, expected] of cases) {
    it(`is ${title}`, async () => {
      assert.equal((await readHosts(text, nobody))(text.indexOf('ask')), expected);
    });
  }

  it('is read in steps, wherever a step of 25,000 code units cuts its name', async () => {
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
