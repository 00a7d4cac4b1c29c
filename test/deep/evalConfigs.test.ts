import assert from 'node:assert/strict';
import { suiteOf } from '../unit/core/evals/suite/suiteOf';
import { randomFrom } from '../support/storeCrash/numbers';

const seeds = [
  `description: d
x-shared: &shared {temperature: 0, apiKey: k}
definitions: {check: {type: contains, value: '{{a}}'}}
prompts: ['Hi {{a}}', file://p.txt, {id: file://chat.json, label: c, config: {max_tokens: 3}}]
providers: [openai:chat:m, {id: 'ollama:x', config: {<<: *shared}, prompts: [c]}, {'google:g': {label: g}}]
defaultTest: {vars: {a: 1, b: [x, y]}, assert: [{$ref: '#/definitions/check'}], options: {prefix: p}}
tests:
  - file://t.csv
  - t.jsonl
  - {vars: {a: file://p.txt}, assert: [{type: assert-set, threshold: 0.5, assert: [{type: is-json}]}], threshold: 0.2}
scenarios: [{config: [{vars: {a: 2}}], tests: [{vars: {b: z}}]}]
evaluateOptions: {maxConcurrency: 2, repeat: 2}
`,
  '{"prompts": ["{{q}}"], "providers": ["openai:m"], "tests": [{"vars": {"q": "file://*.txt"}, "assert": [{"type": "regex", "value": "a"}]}]}',
];
const files = {
  'p.txt': 'one\n---\ntwo {{env.X}}',
  'chat.json': '[{"role": "user", "content": "file://p.txt"}]',
  't.csv': 'a,__expected,__expected2,__threshold\n1,contains:x,"icontains-any:a,""b, c""",0.5\n"2\n",,,\n',
  't.jsonl': '{"vars": {"a": "b"}}\n',
};
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '- ',
    '\n',
    ' ',
    '  ',
    '"',
    "'",
    '&a ',
    '*a',
    '<<: ',
    '!!set ',
    '|',
    '>',
    '#',
    '%',
    '?',
  ],
  ...[
    'file://',
    '../',
    'env.',
    '{{',
    '}}',
    '{%',
    '$ref: ',
    '__proto__',
    'null',
    '~',
    '1e999',
    '\u0000',
    '\ud800',
    '\ufeff',
    '---\n',
  ],
];

describe('a config that was mangled', () => {
  it('is read without an error of ours, and with places inside its texts', async () => {
    const random = randomFrom(11);
    const mangled = (text: string): string => {
      let made = text;
      for (let times = 1 + random(4); times > 0; times--) {
        const [at, length] = [random(made.length + 1), random(3) === 0 ? random(30) : 0];
        const piece =
          random(5) === 0 ? made.slice(random(made.length), random(made.length)) : pieces[random(pieces.length)]!;
        made = made.slice(0, at) + piece + made.slice(at + length);
      }
      return made;
    };
    let slowest = 0;
    for (let input = 0; input < 20_000; input++) {
      const config = mangled(seeds[input % seeds.length]!);
      const beside = Object.entries(files).map(
        ([name, text]) => [name, random(3) === 0 ? mangled(text) : text] as const,
      );
      const start = performance.now();
      const suite = await suiteOf(config, Object.fromEntries(beside));
      slowest = Math.max(slowest, performance.now() - start);
      const texts = new Map<string, string>(beside.map(([name, text]) => [`evals/${name}`, text]));
      texts.set('evals/suite.yaml', config);
      for (const { file, span } of [...suite.problems, ...suite.skips, ...suite.providers, ...suite.tests]) {
        const length = texts.get(file)?.length ?? 0;
        assert.ok(!span || (span.start >= 0 && span.start <= span.end && span.end <= length), `${file} ${config}`);
      }
    }
    console.log(`      the slowest took ${slowest.toFixed(0)} ms`);
  }).timeout(60 * 60_000);
});
