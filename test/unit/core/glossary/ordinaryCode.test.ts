import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { createGlossary } from '../../../../src/core/glossary/sense/createGlossary';
import { decideAll } from '../../../../src/core/glossary/sense/decide';
import { readTermText } from '../../../../src/core/glossary/find/termText';
import { senses } from '../../../support/senses';
import { index } from './glossary';

const glossary = createGlossary(index, senses);

const shownIn = (text: string, languageId: string): string[] =>
  atOnce(decideAll(atOnce(readTermText(text, languageId)), glossary))
    .filter(({ sense }) => sense.isMeant)
    .map(({ term, start, end }) => `${text.slice(start, end)}: ${term.id}`);

/** Passages that a reviewer met in programs that have nothing to do with AI. */
const ordinary: readonly (readonly [language: string, text: string])[] = [
  ['python', 'from pydantic import BaseModel\n\nclass Invoice(BaseModel):\n    number: int\n    paid: bool = False\n'],
  ['http', 'GET /style.css HTTP/1.1\nHost: example.com\nCache-Control: no-cache\n'],
  ['typescript', "res.setHeader('Cache-Control', 'max-age=3600');\n"],
  ['cpp', 'void work(std::stop_token token) {\n  while (!token.stop_requested()) step();\n}\n'],
  ['typescript', 'const options = { useCache: true, retries: 3 };\nloadImages(options);\n'],
  ['typescript', 'enum UserRole { Admin, Guest }\nif (user.role === UserRole.Admin) allow();\n'],
  ['typescript', 'function showError(userMessage: string) {\n  dialog.alert(userMessage);\n}\n'],
  ['typescript', 'class Game {\n  maxTurns = 20;\n  isOver() {\n    return this.turn > this.maxTurns;\n  }\n}\n'],
  ['typescript', 'printer.batchMode = true;\nprinter.start(files);\n'],
  ['typescript', 'function openModel(path: string) {\n  return scene.load(path, "gltf");\n}\n'],
  ['yaml', 'jobs:\n  build:\n    runs-on: self-hosted\n    steps:\n      - uses: actions/checkout@v4\n'],
  ['markdown', '## Development\n\nTo run locally, copy `.env.example` and start the database.\n'],
  ['java', 'class View {\n  void draw(Frame frame) {\n    Context window = frame.getContext();\n  }\n}\n'],
  ['markdown', 'An LLM wrote this:\n\n    Context window = frame.getContext();\n'],
  ['markdown', 'An LLM wrote this:\n\n```\nContext window = frame.getContext();\n```\n'],
  ['markdown', 'An LLM wrote `Context window = frame.getContext()` here.\n'],
  ['java', '// Context window = frame.getContext(); the LLM wrote it\n'],
  ['plaintext', 'Context window = frame.getContext(); // of the LLM\n'],
  ['markdown', 'Sharding by customer gives data locality, so that joins stay on one machine.\n'],
  ['go', 'ctx, cancel := context.WithTimeout(context.Background(), time.Second)\ndefer cancel()\n'],
];

describe('no term is shown in ordinary code', () => {
  for (const [language, text] of ordinary) {
    it(`${language}: ${JSON.stringify(text.slice(0, 70))}`, () =>
      assert.deepEqual(
        shownIn(text, language).filter((shown) => !shown.startsWith('LLM:')),
        [],
      ));
  }
});

describe('Perplexity is a company and no measure', () => {
  for (const [language, text] of [
    ['python', 'from agno.models.perplexity import Perplexity\n\nagent = Agent(model=Perplexity(id="sonar-pro"))\n'],
    ['python', 'self.api_key = getenv("PERPLEXITY_API_KEY")\n'],
    ['python', '"""How retries are set up with Perplexity."""\nwrong_model_id = "perplexity-wrong-id"\n'],
    ['markdown', 'Use Perplexity models through their API. OpenAI, Anthropic, Perplexity and Groq are supported.\n'],
    ['yaml', 'env:\n  PERPLEXITY_API_KEY: ${{ secrets.PERPLEXITY_API_KEY }}\n'],
  ] as const) {
    it(`${language}: ${JSON.stringify(text.slice(0, 70))}`, () =>
      assert.doesNotMatch(shownIn(text, language).join('\n'), /: perplexity$/m));
  }
});

describe('the same words are shown where they are meant', () => {
  for (const [language, text, expected] of [
    [
      'python',
      'from openai import OpenAI\n\nclient.responses.create(model="gpt-5", max_output_tokens=200)\n',
      'max-output-tokens',
    ],
    ['markdown', 'A base model has only been pre-trained on text, so it continues what you write.\n', 'base-model'],
    ['plaintext', 'A base model has only been pre-trained on text.\n', 'base-model'],
    ['markdown', 'The LLM agent stops after `max_turns` tool calls.\n', 'agent-loop'],
    ['markdown', 'A self-hosted LLM on vLLM keeps prompts inside the house.\n', 'self-hosting'],
    ['markdown', '## Perplexity\n\nIt measures how surprised the model is by a text of WikiText.\n', 'perplexity'],
    ['python', 'print("perplexity", math.exp(loss / tokens))\n', 'perplexity'],
  ] as const) {
    it(`${language}: ${JSON.stringify(text.slice(0, 70))}`, () => {
      const shown = shownIn(text, language);
      assert.ok(
        shown.some((each) => each.endsWith(`: ${expected}`)),
        shown.join(', '),
      );
    });
  }
});
