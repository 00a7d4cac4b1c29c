import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bytesMark } from '../../../../../src/core/base/bytesText';
import { rebuiltRequest } from '../../../../../src/core/chat/exchange/rebuiltRequest';
import { keyMark } from '../../../../../src/core/chat/exchange/sentRequest';
import type { SentRequest } from '../../../../../src/core/chat/exchange/sentRequest';
import { codeForms, requestCode } from '../../../../../src/core/playground/export/requestCode';
import type { CodeForm } from '../../../../../src/core/playground/export/requestCode';
import { typescriptFields } from '../../../../../src/core/playground/export/sdkFields';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { endpointAt, requestOf } from '../../chat/ask';

const asked = requestOf({ model: 'm', system: 'Be brief.' });

const sentTo = (preset: string, more: Partial<SentRequest> = {}, baseUrl?: string): SentRequest => {
  const { baseUrl: usual, dialect, needsKey } = presets.find(({ id }) => id === preset)!;
  return { ...rebuiltRequest(endpointAt(baseUrl ?? usual, preset, dialect), asked, needsKey), ...more };
};

function codeOf(request: SentRequest, form: CodeForm): string {
  const made = requestCode(request, form);
  assert.ok('code' in made);
  return made.code;
}

describe('a request as code', () => {
  it('names the address where it is not that of the library, and the variable of the key', () => {
    assert.match(codeOf(sentTo('openai'), 'typescript'), /new OpenAI\(\); \/\/ Reads OPENAI_API_KEY\./);
    // The library asks for another version of the API with each of its own.
    const version =
      /client = Anthropic\(\n {4}default_headers=\{\n {8}"anthropic-version": "2023-06-01",\n {4}\},\n\) {2}# Reads/;
    assert.match(codeOf(sentTo('anthropic'), 'python'), version);
    const typescript = codeOf(sentTo('openrouter'), 'typescript');
    assert.match(
      typescript,
      /baseURL: "https:\/\/openrouter\.ai\/api\/v1",\n {2}apiKey: process\.env\.OPENROUTER_API_KEY,/,
    );
    const python = codeOf(sentTo('deepseek'), 'python');
    assert.match(python, /base_url="https:\/\/api\.deepseek\.com",\n {4}api_key=os\.environ\["DEEPSEEK_API_KEY"\],/);
    assert.match(python, /^import os$/m);
  });

  it("takes the key of a provider's own variable for its own address alone", () => {
    const variableAt = (preset: string, baseUrl?: string): (string | undefined)[] =>
      codeForms.map((form) => /\b\w*(?:API_KEY|BEDROCK)\b/.exec(codeOf(sentTo(preset, {}, baseUrl), form))?.[0]);
    const all = (name: string): string[] => codeForms.map(() => name);
    for (const elsewhere of [
      ...['https://gateway.example/v1', 'https://api.openai.com.example/v1', 'https://api.openai.com:8443/v1'],
      ...['http://api.openai.com/v1', 'https://example.com/https://api.openai.com/v1', 'https://apixopenai.com/v1'],
    ]) {
      assert.deepEqual(variableAt('openai', elsewhere), all('API_KEY'), elsewhere);
    }
    assert.deepEqual(variableAt('openai', 'https://api.openai.com/v2'), all('OPENAI_API_KEY'));
    const google = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi';
    assert.deepEqual(variableAt('vertex', google), all('API_KEY'));
    assert.deepEqual(variableAt('azure', 'https://my-own.openai.azure.com/openai/v1'), all('AZURE_OPENAI_API_KEY'));
    assert.deepEqual(variableAt('azure', 'https://evil.example/x.openai.azure.com/v1'), all('API_KEY'));
    const aws = 'https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1';
    assert.deepEqual(variableAt('bedrock', aws), all('AWS_BEARER_TOKEN_BEDROCK'));
  });

  it('has no key for a server that asks for none', () => {
    assert.doesNotMatch(codeOf(sentTo('ollama'), 'curl'), /KEY|authorization/i);
    assert.match(codeOf(sentTo('ollama'), 'typescript'), /apiKey: "none", \/\/ No key is asked for\./);
    assert.match(codeOf(sentTo('lmstudio'), 'python'), /api_key="none", {2}# No key is asked for\./);
  });

  it('is a curl command with the headers that say something', () => {
    const lines = codeOf(sentTo('anthropic'), 'curl').split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      'curl -N https://api.anthropic.com/v1/messages \\',
      "  -H 'content-type: application/json' \\",
      "  -H 'anthropic-version: 2023-06-01' \\",
      '  -H "x-api-key: $ANTHROPIC_API_KEY" \\',
      "  -d '{",
    ]);
  });

  it('keeps other headers, and the key in them', () => {
    const headers = [...sentTo('ollama').headers, ['x-title', "It's"], ['api-key', `v1_${keyMark}_x`]] as const;
    const request = sentTo('custom', { headers }, 'https://api.example.com/v1');
    const curl = codeOf(request, 'curl');
    assert.ok(curl.includes(`-H 'x-title: It'\\''s'`));
    assert.ok(curl.includes('-H "api-key: v1_${API_KEY}_x"'));
    assert.match(
      codeOf(request, 'typescript'),
      /"x-title": "It's",\n {4}"api-key": "v1_" \+ process\.env\.API_KEY \+ "_x",/,
    );
    assert.match(codeOf(request, 'python'), /"api-key": "v1_" \+ os\.environ\["API_KEY"\] \+ "_x",/);
  });

  it('sends what the library has no name for in the way that the library says', () => {
    const body = JSON.stringify({ model: 'm', messages: [], min_p: 0.1, __proto__x: 1, stream: true });
    const request = sentTo('openrouter', { body });
    assert.match(codeOf(request, 'python'), /stream=True,\n {4}extra_body=\{"min_p": 0\.1, "__proto__x": 1\},/);
    assert.match(codeOf(request, 'typescript'), /\.\.\.\(\{ min_p: 0\.1, __proto__x: 1 \} as object\),/);
  });

  it('prints the answer as it was asked for', () => {
    const body = JSON.stringify({ model: 'm', input: 'Hi' });
    assert.match(codeOf(sentTo('openai'), 'python'), /for event in answer:/);
    assert.match(codeOf(sentTo('openai', { body }), 'python'), /print\(answer\.output_text\)/);
    assert.doesNotMatch(codeOf(sentTo('openai', { body }), 'curl'), /-N/);
    assert.match(codeOf(sentTo('openai'), 'curl'), /^curl -N /);
  });

  it('says what a library cannot send', () => {
    const problem = (request: SentRequest, form: CodeForm): string => {
      const made = requestCode(request, form);
      return 'problem' in made ? made.problem(sayInEnglish) : '';
    };
    const elsewhere = sentTo('anthropic', {}, 'https://api.example.com/v2');
    assert.match(problem(elsewhere, 'typescript'), /only sends requests to \/v1\/messages/);
    assert.match(problem(sentTo('openai', { body: '' }), 'python'), /no body/);
    const half = (text: string): SentRequest => sentTo('openai', { body: JSON.stringify({ input: text }) });
    assert.match(problem(half('\ud83d'), 'python'), /half a character/);
    assert.equal(problem(half('\\ud83d \ud83d\ude42'), 'python'), '');
  });

  it('that is long stands below the command: an argument has at most 128 kB', () => {
    const body = JSON.stringify({ model: 'm', input: "it's ".repeat(30_000) });
    const code = codeOf(sentTo('openai', { body }), 'curl');
    assert.match(code, /--data-binary @- <<'JSON'\n\{\n/);
    assert.match(code, /\n\}\nJSON\n$/);
    const [, below = ''] = code.split("<<'JSON'\n");
    assert.deepEqual(JSON.parse(below.replace(/\nJSON\n$/, '')), JSON.parse(body));
  });

  it('runs nothing of a text beside a file', () => {
    const blob = 'ab'.repeat(32);
    const text = '`id` $(id) $HOME \\';
    const parts = [{ type: 'image', blob, mediaType: 'image/png' } as const, { type: 'text', text } as const];
    const asked = requestOf({ model: 'm', messages: [{ role: 'user', parts }] });
    const { baseUrl } = presets.find(({ id }) => id === 'openai')!;
    const code = codeOf(rebuiltRequest(endpointAt(baseUrl, 'openai', 'responses'), asked, true), 'curl');
    const left = code.replace(/\$\(base64 < \w+ [^)]*\)/, 'BASE64').split('<<JSON\n')[1] ?? '';
    assert.doesNotMatch(left, /(?<!\\)(?:\\\\)*[`$]/);
    assert.ok(left.replace(/\\([\\$`])/g, '$1').includes(JSON.stringify(text)));
  });

  it('reads a file where it stands, and leaves a text that has its mark as it is', () => {
    const blob = 'ab'.repeat(32);
    const mark = bytesMark(blob);
    const texts = [mark, `data:image/png;base64,${mark}`, `see ${mark} and ${bytesMark(`${blob}-0`)}`];
    const parts = [
      { type: 'image', blob, mediaType: 'image/png' } as const,
      ...texts.map((text) => ({ type: 'text', text }) as const),
    ];
    const withFile = requestOf({ model: 'm', messages: [{ role: 'user', parts }] });
    for (const [preset, dialect] of [
      ['openrouter', 'chat-completions'],
      ['openai', 'responses'],
      ['anthropic', 'anthropic-messages'],
    ] as const) {
      const { baseUrl } = presets.find(({ id }) => id === preset)!;
      const request = rebuiltRequest(endpointAt(baseUrl, preset, dialect), withFile, true);
      const [, below = ''] = codeOf(request, 'curl').split('<<JSON\n');
      const read = below.replace(/\nJSON\n$/, '').replaceAll(/\$\(base64 < (\w+) [^)]*\)/g, 'BASE64 of $1');
      assert.equal(read.split(`BASE64 of ${blob}`).length, 2, read);
      for (const text of texts) assert.ok(read.includes(`"text": ${JSON.stringify(text)}`), read);
      for (const [form, expression] of [
        ['typescript', /readFileSync\("(\w+)", "base64"\)/g],
        ['python', /Path\("(\w+)"\)/g],
      ] as const) {
        const code = codeOf(request, form);
        assert.deepEqual(
          Array.from(code.matchAll(expression), ([, path]) => path),
          [blob],
        );
        for (const text of texts) assert.ok(code.includes(JSON.stringify(text)), code);
      }
    }
  });

  it('never has the mark of the key', () => {
    for (const { id, baseUrl } of presets) {
      const request = sentTo(id, {}, baseUrl || 'https://api.example.com/v1');
      for (const form of codeForms) assert.ok(!codeOf(request, form).includes(keyMark), `${id} ${form}`);
    }
  });

  it('names fields that the installed library has types for', () => {
    const types = {
      'chat.completions.create': 'chat/completions/completions.d.ts',
      'responses.create': 'responses/responses.d.ts',
    } as const;
    for (const [method, file] of Object.entries(types)) {
      const text = readFileSync(`node_modules/openai/resources/${file}`, 'utf8');
      const [, fields = ''] = /interface \w+CreateParamsBase \{\n(.*?)\n\}/s.exec(text) ?? [];
      const typed = Array.from(fields.matchAll(/^ {4}(\w+)\??:/gm), ([, name]) => name);
      const missing = typescriptFields[method as keyof typeof types].filter((name) => !typed.includes(name));
      assert.deepEqual(missing, [], method);
    }
  });
});
