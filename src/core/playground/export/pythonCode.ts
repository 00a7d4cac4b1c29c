import { literal, quoted } from './literals';
import { fieldsOf, pythonFields } from './sdkFields';
import { headerPieces } from './sdkRequest';
import type { SdkCall } from './sdkRequest';

const clients = { openai: 'OpenAI', anthropic: 'Anthropic' } as const;

const printed = (text: string): string => `print(${text}, end="", flush=True)`;

/** Code that prints the text of an answer: as it streams, and at once. */
const printing: Readonly<Record<SdkCall['method'], readonly [streamed: readonly string[], whole: string]>> = {
  'chat.completions.create': [
    ['for chunk in answer:', '    if chunk.choices:', `        ${printed('chunk.choices[0].delta.content or ""')}`],
    'print(answer.choices[0].message.content)',
  ],
  'responses.create': [
    ['for event in answer:', '    if event.type == "response.output_text.delta":', `        ${printed('event.delta')}`],
    'print(answer.output_text)',
  ],
  'messages.create': [
    [
      'for event in answer:',
      '    if event.type == "content_block_delta" and event.delta.type == "text_delta":',
      `        ${printed('event.delta.text')}`,
    ],
    'print("".join(block.text for block in answer.content if block.type == "text"))',
  ],
};

/** A program that makes the call and prints the answer. */
export function pythonCode(call: SdkCall, hasFiles = false): string {
  const { sdk, keyVariable, findsKey, headers } = call;
  const client = clients[sdk];
  const [streamed, whole] = printing[call.method];
  const usesEnvironment =
    keyVariable !== undefined && (!findsKey || headers.some(([, value]) => headerPieces(value).includes('key')));
  const imports = [
    ...(hasFiles ? ['import base64'] : []),
    ...(usesEnvironment ? ['import os'] : []),
    ...(hasFiles ? ['from pathlib import Path'] : []),
  ];
  return [
    `# pip install ${sdk}`,
    ...imports,
    ...(imports.length > 0 ? [''] : []),
    `from ${sdk} import ${client}`,
    '',
    `client = ${client}(${optionsOf(call)})${findsKey ? `  # Reads ${keyVariable}.` : ''}`,
    '',
    `answer = client.${call.method}(${argumentsOf(call)})`,
    '',
    ...(call.body['stream'] === true ? [...streamed, 'print()'] : [whole]),
    '',
  ].join('\n');
}

const environment = (variable: string): string => `os.environ["${variable}"]`;

function optionsOf({ baseUrl, keyVariable, findsKey, headers }: SdkCall): string {
  const lines = [
    ...(baseUrl === undefined ? [] : [`base_url=${quoted(baseUrl)},`]),
    ...(findsKey
      ? []
      : [`api_key=${keyVariable === undefined ? '"none",  # No key is asked for.' : `${environment(keyVariable)},`}`]),
  ];
  if (headers.length > 0) {
    const entries = headers.map(([name, value]) => `        ${quoted(name)}: ${valueOf(value, keyVariable)},`);
    lines.push(['default_headers={', ...entries, '    },'].join('\n'));
  }
  return lines.length === 0 ? '' : `\n${lines.map((line) => `    ${line}`).join('\n')}\n`;
}

const valueOf = (value: string, variable = ''): string =>
  value === ''
    ? '""'
    : headerPieces(value)
        .map((piece) => (piece === 'key' ? environment(variable) : quoted(piece.text)))
        .join(' + ');

function argumentsOf(call: SdkCall): string {
  const { named, others } = fieldsOf(call, pythonFields);
  const lines = named.map(([key, value]) => `    ${key}=${literal(value, 'python', 4)},`);
  if (Object.keys(others).length > 0) lines.push(`    extra_body=${literal(others, 'python', 4)},`);
  return `\n${lines.join('\n')}\n`;
}
