import { literal, quoted } from './literals';
import { fieldsOf, typescriptFields } from './sdkFields';
import { headerPieces } from './sdkRequest';
import type { SdkCall } from './sdkRequest';

const libraries = {
  openai: { name: 'openai', client: 'OpenAI' },
  anthropic: { name: '@anthropic-ai/sdk', client: 'Anthropic' },
} as const;

/** Code that prints the text of an answer: as it streams, and at once. */
const printing: Readonly<Record<SdkCall['method'], readonly [streamed: string, whole: string]>> = {
  'chat.completions.create': [
    'for await (const chunk of answer) process.stdout.write(chunk.choices[0]?.delta.content ?? "");',
    'console.log(answer.choices[0]?.message.content);',
  ],
  'responses.create': [
    'for await (const event of answer) {\n  if (event.type === "response.output_text.delta") process.stdout.write(event.delta);\n}',
    'console.log(answer.output_text);',
  ],
  'messages.create': [
    [
      'for await (const event of answer) {',
      '  if (event.type === "content_block_delta" && event.delta.type === "text_delta") {',
      '    process.stdout.write(event.delta.text);',
      '  }',
      '}',
    ].join('\n'),
    'console.log(answer.content.map((block) => (block.type === "text" ? block.text : "")).join(""));',
  ],
};

/** A module that makes the call and prints the answer. Runs under Node as it is. */
export function typescriptCode(call: SdkCall, hasFiles = false): string {
  const { name, client } = libraries[call.sdk];
  const [streamed, whole] = printing[call.method];
  return [
    `// npm install ${name}`,
    ...(hasFiles ? ['import { readFileSync } from "node:fs";'] : []),
    `import ${client} from "${name}";`,
    '',
    `const client = new ${client}(${optionsOf(call)});${call.findsKey ? ` // Reads ${call.keyVariable}.` : ''}`,
    '',
    `const answer = await client.${call.method}(${bodyOf(call)});`,
    '',
    ...(call.body['stream'] === true ? [streamed, 'process.stdout.write("\\n");'] : [whole]),
    '',
  ].join('\n');
}

function optionsOf({ baseUrl, keyVariable, findsKey, headers }: SdkCall): string {
  const lines = [
    ...(baseUrl === undefined ? [] : [`baseURL: ${quoted(baseUrl)},`]),
    ...(findsKey
      ? []
      : [`apiKey: ${keyVariable === undefined ? '"none", // No key is asked for.' : `process.env.${keyVariable},`}`]),
  ];
  if (headers.length > 0) {
    const entries = headers.map(([name, value]) => `    ${quoted(name)}: ${valueOf(value, keyVariable)},`);
    lines.push(['defaultHeaders: {', ...entries, '  },'].join('\n'));
  }
  return lines.length === 0 ? '' : `{\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

const valueOf = (value: string, variable = ''): string =>
  value === ''
    ? '""'
    : headerPieces(value)
        .map((piece) => (piece === 'key' ? `process.env.${variable}` : quoted(piece.text)))
        .join(' + ');

function bodyOf(call: SdkCall): string {
  const { named, others } = fieldsOf(call, typescriptFields);
  const lines = named.map(([key, value]) => `  ${key}: ${literal(value, 'typescript', 2)},`);
  if (Object.keys(others).length > 0) {
    // `object` has no fields for the compiler to refuse.
    lines.push('  // The library has no types for these, and sends them as they are.');
    lines.push(`  ...(${literal(others, 'typescript', 2)} as object),`);
  }
  return `{\n${lines.join('\n')}\n}`;
}
