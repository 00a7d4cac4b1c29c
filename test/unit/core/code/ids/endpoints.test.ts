import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { foldListed } from '../../../../../src/core/code/ids/fold';
import { foldedLines } from '../../../../../src/core/code/ids/sentences';
import { judgeIds } from '../../../../../src/core/code/ids/evaluate';
import { findUnignoredIds } from '../../../../../src/core/code/ids/ignoreComments';
import { fromPlaced, toPlaced } from '../../../../../src/core/code/ids/worker/idProtocol';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { hostIds } from '../../../../../generated/hostIds';
import { idsIn, lifecycle, names } from './idsIn';

/** Describes each API and address in a text on a day: line, text as written, severity and message. */
async function said(languageId: string, text: string, today = '2026-11-30', ignored: readonly string[] = []) {
  const found = await findUnignoredIds(regionText(text, languageId), names, () => undefined);
  assert.ok(found);
  const config = { ignore: { ids: ignored, paths: [] }, severity: {} };
  const judged = await judgeIds(found, { lifecycle, hostIds, today, config, within: 60 }, () => undefined);
  return foldListed(judged.filter(({ found: { named } }) => named?.record?.endpoint)).map((each) => {
    const line = foldedLines(each, sayInEnglish).join(' ');
    return `${each.found.line} ${each.found.written} ${each.ending?.severity ?? 'none'}: ${line}`;
  });
}

describe('APIs and addresses that end', () => {
  it('are those of OpenAI in Python: Assistants, Evals, and prompts by their ids', async () => {
    const text = [
      'from openai import OpenAI',
      'client.beta.assistants.create(name="Tutor")',
      'client.evals.create(name="x")',
      'client.responses.create(prompt={"id": "pmpt_68b0f2a1c3d4e5f6"})',
    ];
    assert.deepEqual(await said('python', text.join('\n')), [
      '1 client.beta.assistants error: The Assistants API was retired at OpenAI on 26 August 2026. OpenAI recommends the Responses API.',
      '2 client.evals.create error: The Evals API was retired at OpenAI on 30 November 2026. OpenAI recommends promptfoo; AI Field Guide runs its configs, too.',
      '3 pmpt_68b0f2a1c3d4e5f6 error: The API of reusable prompts was retired at OpenAI on 30 November 2026. OpenAI recommends keeping the text of the prompt in your own code.',
    ]);
  });

  it('are those of GitHub Models and of Azure, in code, config and commands', async () => {
    assert.match(
      (await said('yaml', 'base_url: https://models.github.ai/inference'))[0] ?? '',
      /^0 https:\/\/models\.github\.ai error: GitHub Models was retired at GitHub on 30 July 2026\./,
    );
    assert.match(
      (await said('typescript', 'const u = "https://models.inference.ai.azure.com";'))[0] ?? '',
      /The Azure endpoint of GitHub Models/,
    );
    assert.match(
      (await said('typescript', 'get(`https://me.openai.azure.com/openai/threads?api-version=1`)'))[0] ?? '',
      /retired at Azure on 26 August 2026\. Microsoft/,
    );
    assert.match((await said('shellscript', 'curl https://api.openai.com/v1/evals'))[0] ?? '', /The Evals API/);
    assert.match(
      (await said('go', 'import "github.com/openai/openai-go"\nclient.Beta.Threads.New(ctx)'))[0] ?? '',
      /^1 client\.Beta\.Threads error/,
    );
  });

  it('are no more than a hint where the client is Azure’s, and Azure has published no end of its own: Evals', async () => {
    const text = 'from openai import AzureOpenAI\nc = AzureOpenAI()\nc.evals.create(name="x")';
    assert.match((await said('python', text))[0] ?? '', /^2 c\.evals\.create information: .* at OpenAI’s own API on /);
  });

  it('are those of OpenAI in Go, Java, Kotlin and C#, as their libraries write them', async () => {
    const foundIn = async (languageId: string, lines: readonly string[]) =>
      (await said(languageId, lines.join('\n'))).map((each) => each.split(':')[0]);
    assert.deepEqual(
      await foundIn('go', [
        'import "github.com/openai/openai-go"',
        'client := openai.NewClient()',
        'client.Evals.New(ctx, p)',
        'client.Evals.Get(ctx, "e")',
      ]),
      ['2 client.Evals.New error', '3 client.Evals.Get error'],
    );
    for (const languageId of ['java', 'kotlin']) {
      assert.deepEqual(
        await foundIn(languageId, [
          'import com.openai.client.OpenAIClient;',
          'client.beta().threads().messages().create(p);',
          'this.client.evals().runs().create(p);',
          'pool.threads().create(); bench.evals().create(); client.beta().threadsafe();',
        ]),
        ['1 client.beta().threads error', '2 this.client.evals().runs error'],
      );
    }
    assert.deepEqual(
      await foundIn('csharp', [
        'using OpenAI;',
        'var client = new OpenAIClient(key);',
        'var a = client.GetAssistantClient(); var e = client.GetEvaluationClient();',
        'AssistantClient GetAssistantClient() => this.GetAssistantClient();',
      ]),
      ['2 client.GetAssistantClient error', '2 client.GetEvaluationClient error'],
    );
  });

  it('are no more than a hint where the client is that of a project of Microsoft Foundry, whose Evals go on', async () => {
    const texts: [languageId: string, text: string][] = [
      [
        'python',
        'from azure.ai.projects import AIProjectClient\nwith project.get_openai_client() as openai_client:\n  openai_client.evals.create(name="x")',
      ],
      [
        'python',
        'from azure.ai.projects import AIProjectClient\nclient = project.get_openai_client()\nclient.evals.runs.create(eval_id="x")',
      ],
      [
        'typescript',
        'import { AIProjectClient } from "@azure/ai-projects";\nconst openAIClient = await project.getOpenAIClient();\nawait openAIClient.evals.create({});',
      ],
      [
        'java',
        'import com.azure.ai.projects.AIProjectClientBuilder;\nOpenAIClient openAIClient = new AIProjectClientBuilder()\n  .endpoint(e)\n  .buildOpenAIClient();\nopenAIClient.evals().create(p);',
      ],
    ];
    for (const [languageId, text] of texts) {
      const [first, ...others] = await said(languageId, text);
      assert.match(first ?? '', / information: The Evals API was retired at OpenAI’s own API on /, text);
      assert.deepEqual(others, []);
    }
    const own = 'from openai import OpenAI\nclient = self.get_openai_client()\nclient.evals.create(name="x")';
    assert.match((await said('python', own))[0] ?? '', /^2 client\.evals\.create error/);
  });

  it('are ids of prompts in config, with quotes and without', async () => {
    for (const [languageId, text] of [
      ['dotenv', 'PROMPT_ID=pmpt_68b0f2a1c3d4e5f6'],
      ['dotenv', 'PROMPT_ID="pmpt_68b0f2a1c3d4e5f6"'],
      ['properties', 'prompt.id=pmpt_68b0f2a1c3d4e5f6'],
      ['yaml', 'prompt: pmpt_68b0f2a1c3d4e5f6'],
      ['toml', 'id = "pmpt_68b0f2a1c3d4e5f6"'],
      ['shellscript', 'export PROMPT_ID=pmpt_68b0f2a1c3d4e5f6'],
    ] as const) {
      assert.match((await said(languageId, text))[0] ?? '', /^0 pmpt_68b0f2a1c3d4e5f6 error: /, text);
    }
    assert.deepEqual(await said('dotenv', '# PROMPT_ID=pmpt_68b0f2a1c3d4e5f6'), []);
  });

  it('are those of Azure where the client is Azure’s, and nobody’s where it is another’s', async () => {
    const azure = await said('python', 'from openai import AzureOpenAI\nc = AzureOpenAI()\nc.beta.threads.create()');
    assert.match(azure[0] ?? '', /^2 c\.beta\.threads error: The Assistants API was retired at Azure/);
    const imports = 'import openai\nfrom openai import OpenAI\n';
    assert.deepEqual(
      await said('python', `${imports}bt.evals.create(name="x")\nself.evals.list()\nmy.evals.runs[0]`),
      [],
    );
    assert.deepEqual(
      await said('python', `${imports}c = OpenAI(base_url="http://localhost:8000/v1")\nc.beta.threads.list()`),
      [],
    );
    assert.equal((await said('python', `${imports}self.client.beta.threads.list()`)).length, 1);
    assert.equal((await said('python', `${imports}c = OpenAI()\nc.evals.list()`)).length, 1);
  });

  it('end on their day, and are announced before', async () => {
    const text = 'x = "https://api.openai.com/v1/prompts"';
    assert.match((await said('python', text, '2026-11-29'))[0] ?? '', /warning: .* retires at OpenAI tomorrow\./);
    assert.deepEqual(
      await said('python', text, '2026-06-02').then((lines) => lines.map((line) => line.split(':')[0])),
      ['0 https'],
    );
  });

  const none: [title: string, languageId: string, text: string][] = [
    ['in comments', 'python', '# https://models.github.ai and client.beta.assistants'],
    ['in prose', 'markdown', 'See https://models.github.ai, `client.beta.assistants`.'],
    [
      'in longer words and other hosts',
      'typescript',
      'a.beta.threadsafe(); x("https://mymodels.github.ai/", "https://models.github.ai.example/", "https://api.openai.com/v1/promptsy")',
    ],
    ['where members are somebody else’s', 'python', 'client.evals.create(name="x"); discord.beta.threads.list()'],
    ['where members are in a string', 'python', 'import openai\nx = "client.beta.assistants"'],
    ['where an id is an example', 'python', 'x = "pmpt_123"'],
    ['behind other words', 'typescript', 'x("openai pmpt", spmpt_68b0f2a1c3d4e5f6)'],
  ];
  for (const [title, languageId, text] of none) {
    it(`are not found ${title}`, async () => {
      assert.deepEqual(await said(languageId, text), []);
    });
  }

  it('are information where they are compared, and a warning in a test', async () => {
    assert.match((await said('typescript', 'if (host === "models.github.ai") f();'))[0] ?? '', /information/);
    assert.match(
      (await said('typescript', "vi.mock('openai'); it('asks', () => client.beta.threads.create());"))[0] ?? '',
      /warning/,
    );
  });

  it('are left out by their id in a comment or in the config', async () => {
    const code = 'openai.beta.threads.create()';
    assert.deepEqual(await said('python', `${code} # ai-field-guide-ignore assistants-api`), []);
    assert.deepEqual(await said('python', code, '2026-11-30', ['assistants-api']), []);
    assert.equal((await said('python', code, '2026-11-30', ['evals-api'])).length, 1);
  });

  it('are known again where another thread found them', async () => {
    const found = await idsIn(
      'python',
      'from openai import AzureOpenAI\nc = AzureOpenAI()\nc.beta.threads.create()\nopenai.beta.threads.list()',
    );
    assert.deepEqual(
      toPlaced(found).map((place) => fromPlaced(place, names)),
      found,
    );
  });
});
