import assert from 'node:assert/strict';
import { verdictOn } from './idsIn';

const create = '.chat.completions.create({ model: "gpt-4", messages });\n';

/** Calls that go elsewhere than to the maker, as what stands around them says. */
const elsewhere: [title: string, languageId: string, text: string][] = [
  ['by the class of a host', 'python', 'Agent(model=LangDB(id="gpt-4"))'],
  [
    'at an address of somebody',
    'typescript',
    `const c = new OpenAI({ baseURL: "https://x.example/v1" });\nawait c${create}`,
  ],
  [
    'with settings of Azure',
    'typescript',
    'import { OpenAI } from "llamaindex";\nSettings.llm = new OpenAI({ model: names[x] ?? "gpt-4", azure: { ...config, deployment: d } });',
  ],
  ['at this machine', 'python', 'c = OpenAI(base_url="http://localhost:1234/v1")\nc.responses.create(model="gpt-4")'],
  [
    'at the address of the module',
    'python',
    'openai.api_base = "http://localhost:1/v1"\nopenai.ChatCompletion.create(model="gpt-4")',
  ],
  ['beside its address', 'yaml', '- name: x\n  model: gpt-4\n  apiBase: https://x.example/v1\n'],
  ['beside the address of the same service', 'dotenv', 'OPENAI_BASE_URL=http://localhost:1/v1\nOPENAI_MODEL=gpt-4\n'],
  [
    'beside a variable that is this machine by default',
    'yaml',
    'model: gpt-4\nbase_url: ${BASE_URL:-http://localhost:8000/v1}\n',
  ],
  ['beside the host of ollama', 'json', '{ "model": "gpt-4", "host": "http://localhost:11434" }'],
  ['beside an address without its scheme', 'yaml', 'model: gpt-4\nbase_url: localhost:8000\n'],
  ['beside the URL of a server', 'yaml', 'model: gpt-4\nserver_url: https://x.example/v1\n'],
  ['beside its base path', 'json', '{ "model": "gpt-4", "basePath": "https://x.example/v1" }'],
  ['beside the address of the LLM', 'dotenv', 'LLM_BASE_URL=https://x.example/v1\nMODEL=gpt-4\n'],
  ['beside the port of Ollama', 'dotenv', 'BASE_URL=http://box:11434\nMODEL=gpt-4\n'],
  ['through the gateway of the AI SDK', 'typescript', `generateText({ model: "openai/gpt-4" }); import "ai";`],
  [
    'by a class that has an address at Azure',
    'python',
    'c = OpenAIChatClient(azure_endpoint=os.environ["E"], model=os.environ.get("AZURE_OPENAI_DEPLOYMENT", "gpt-4"))',
  ],
  ['beside a deployment of Azure', 'yaml', 'openai:\n  azure_endpoint: https://x.example\n  model: gpt-4\n'],
  [
    'on the module, which goes to Azure',
    'python',
    'openai.api_type = "azure"\nopenai.ChatCompletion.create(engine="gpt-4")',
  ],
  [
    'on the module, whose address is one of Azure',
    'python',
    'openai.azure_endpoint = os.environ["E"]\nopenai.chat.completions.create(model="gpt-4")',
  ],
  [
    'in a request of Go, whose client goes to Azure',
    'go',
    'config.APIType = openai.APITypeAzureAD\nclient := openai.NewClientWithConfig(config)\nreq := openai.ChatCompletionRequest{Model: "gpt-4"}',
  ],
  ['as a deployment of the module', 'python', 'openai.ChatCompletion.create(deployment_id="gpt-4")'],
  [
    'beside its address in a list of Compose',
    'dockercompose',
    'services:\n  web:\n    environment:\n      - OPENAI_MODEL=gpt-4\n      - OPENAI_BASE_URL=http://ollama:11434/v1\n',
  ],
  [
    'above its address in a list of Compose',
    'yaml',
    'environment:\n- OPENAI_BASE_URL=http://ollama:11434/v1\n- OPENAI_MODEL=gpt-4\n',
  ],
  [
    'below a variable for the address of all',
    'python',
    'os.environ["OPENAI_BASE_URL"] = "http://localhost:8000/v1"\nc = OpenAI()\nc.responses.create(model="gpt-4")',
  ],
  [
    'in a request of Go, whose client has an address',
    'go',
    'config.BaseURL = "http://localhost/v1"\nclient := openai.NewClientWithConfig(config)\nreq := openai.ChatCompletionRequest{Model: "gpt-4"}',
  ],
  ['in config of another host', 'json', '{ "provider": "openrouter", "model": "gpt-4" }'],
  ['in a block of another host', 'yaml', 'ollama:\n  model: gpt-4\n'],
];

describe('a retired id at another host', () => {
  for (const [title, languageId, text] of elsewhere) {
    it(`is information ${title}`, async () => assert.equal(await verdictOn(languageId, text), 'information'));
  }
});
