import assert from 'node:assert/strict';
import { read as readDialect } from './read';

const chunk = (delta: unknown, finish: unknown = null) => ({ choices: [{ delta, finish_reason: finish }] });
const read = (...chunks: unknown[]) => readDialect('chat-completions', chunks);

describe('Chat Completions, tool calls', () => {
  it('reads tool calls that grow side by side', () => {
    const call = (index: number, more: object) => ({ tool_calls: [{ index, ...more }] });
    const { parts, finish } = read(
      chunk({ content: 'Let me look.' }),
      chunk(call(0, { id: 'a', function: { name: 'find', arguments: '{"x"' } })),
      chunk(call(1, { id: 'b', function: { name: 'open', arguments: '' } })),
      chunk(call(0, { function: { arguments: ':1}' } })),
      chunk(call(1, { function: { arguments: '{}' } })),
      chunk({}, 'tool_calls'),
    );
    assert.equal(finish, 'tool-calls');
    assert.deepEqual(parts, [
      { type: 'text', text: 'Let me look.' },
      { type: 'tool-call', id: 'a', name: 'find', input: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'open', input: '{}' },
    ]);
  });

  const named = (name: string, args: unknown = '') => ({ function: { name, arguments: args } });
  for (const [form, deltas, expected] of [
    [
      'without an index (Gemini)',
      [[{ id: 'a', ...named('f', '{}') }], [{ id: 'b', ...named('g', '1') }]],
      'a f {}, b g 1',
    ],
    ['without an index, in pieces', [[{ id: 'a', ...named('f', '{') }], [named('', '}')]], 'a f {}'],
    ['with neither index nor id', [[named('f', '{}'), named('f', '1')], [named('g', '2')]], ' f {},  f 1,  g 2'],
    [
      'all numbered 0 (Ollama)',
      [[{ index: 0, id: 'a', ...named('f', '{}') }], [{ index: 0, id: 'b', ...named('f', '1') }]],
      'a f {}, b f 1',
    ],
    [
      'with a new id for each piece (old vLLM)',
      [[{ index: 0, id: 'a', ...named('f') }], [{ index: 0, id: 'b', ...named('', '{}') }]],
      'a f {}',
    ],
    [
      'whose name comes in pieces',
      [
        [{ index: 0, id: 'a', ...named('get_') }],
        [{ index: 0, ...named('weather') }],
        [{ index: 0, ...named('', '{}') }],
      ],
      'a get_weather {}',
    ],
    [
      'whose name comes in pieces, and that have no input',
      [
        [{ index: 0, id: 'a', ...named('get_') }],
        [{ index: 0, ...named('time') }],
        [{ index: 1, id: 'b', ...named('g') }],
      ],
      'a get_time , b g ',
    ],
    [
      'whose name is repeated',
      [[{ index: 0, id: 'a', ...named('f', '{') }], [{ index: 0, id: 'a', ...named('f', '}') }]],
      'a f {}',
    ],
    [
      'whose index is a text',
      [
        [
          { index: '0', id: 'a', ...named('f', '1') },
          { index: '1', id: 'b', ...named('g', '2') },
        ],
        [
          { index: '0', ...named('', '1') },
          { index: '1', ...named('', '2') },
        ],
      ],
      'a f 11, b g 22',
    ],
    [
      'with a new id and the name for each piece',
      [
        [{ index: 0, id: 'a', ...named('f') }],
        [{ index: 0, id: 'b', ...named('f', '{"n":{}') }],
        [{ index: 0, id: 'c', ...named('f', '}') }],
        [{ index: 1, id: 'd', ...named('f', '{}') }],
      ],
      'a f {"n":{}}, d f {}',
    ],
    ['with an object as input', [[{ index: 0, id: 'a', ...named('f', { n: 1 }) }]], 'a f {"n":1}'],
  ] as const) {
    it(`reads tool calls ${form}`, () => {
      for (const holder of ['delta', 'message']) {
        const { parts } = read(...deltas.map((calls) => ({ choices: [{ [holder]: { tool_calls: calls } }] })));
        const calls = parts.map((part) => part.type === 'tool-call' && `${part.id} ${part.name} ${part.input}`);
        assert.equal(calls.join(', '), expected);
      }
    });
  }

  it('begins a call before the text that follows it', () => {
    const { parts } = read(chunk({ tool_calls: [{ index: 0, id: 'a', ...named('f') }] }), chunk({ content: 'Done.' }));
    assert.deepEqual(parts, [
      { type: 'tool-call', id: 'a', name: 'f', input: '' },
      { type: 'text', text: 'Done.' },
    ]);
  });
});
