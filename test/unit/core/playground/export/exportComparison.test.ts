import assert from 'node:assert/strict';
import { comparisonJson, comparisonMarkdown } from '../../../../../src/core/playground/export/exportComparison';
import type { AnswerNode, SessionEvent } from '../../../../../src/core/playground/session/sessionSchema';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { doneAnswer, promptOf, reduceAll, sessionOf, target } from '../../../../support/sessionEvents';

const told: Partial<AnswerNode> = {
  finishReason: 'length',
  usage: { inputTokens: 9, outputTokens: 1_200 },
  cost: { known: true, usd: 0.0031, lines: [], checked: '2026-11-20' },
  firstTokenMs: 420,
  durationMs: 3_050,
};
const origins = [{ uri: 'file:///home/me/secret.ts', range: [0, 0, 0, 1], sha256: 'abc' }];
const other = {
  ...target,
  model: 'a|b',
  providerName: 'Other',
  host: 'other.example',
  temperature: 0.2,
  sampling: 'seed=1',
  bodyFields: '{"x": 1}',
};

/** A question that both columns have in common, one that was sent to both, and one to the second alone. */
const compared = (): Session =>
  reduceAll(
    sessionOf(
      promptOf('p', null, { system: 'Be brief.' }),
      doneAnswer('a', 'p', 'Shared'),
      promptOf('q1', 'a', { system: 'Be brief.', group: 'g', parts: [{ type: 'text', text: 'Both?' }], origins }),
      doneAnswer('b1', 'q1', 'One', told),
    ),
    [
      ...[
        promptOf('q2', 'a', { system: 'Be long.', group: 'g', parts: [{ type: 'text', text: 'Both?' }] }),
        doneAnswer('b2', 'q2', 'Two', { target: other, isBest: true, cost: { known: false, reason: 'no price' } }),
        promptOf('r', 'b2', { system: 'Be long.' }),
      ].map((node): SessionEvent => ({ type: 'nodeAdded', node })),
      { type: 'columnSet', column: { id: 'second', leaf: 'r' } },
    ],
  );

describe('the columns of a session side by side', () => {
  it('are Markdown: each message, a table of facts, and the answers below', () => {
    assert.equal(
      [...comparisonMarkdown(compared())].join(''),
      `# question p

## Message 1

question p

|  | 1, 2 · maker-1 |
| --- | --- |
| Provider | Maker, api.example.com |
| Parameters | – |
| Finish | done |
| Cost | – |
| First token | – |
| Time | – |
| Length | 6 characters |
| Best |  |

### 1, 2 · maker-1

<details>
<summary>System prompt</summary>

Be brief.

</details>

Shared

## Message 2

Both?

|  | 1 · maker-1 | 2 · a\\|b |
| --- | --- | --- |
| Provider | Maker, api.example.com | Other, other.example |
| Parameters | – | temperature 0.2, seed=1, {"x": 1} |
| Finish | length | done |
| Cost | $0.0031 | unknown: no price |
| First token | 0.4 s | – |
| Time | 3.0 s | – |
| Length | 1,200 tokens, 3 characters | 3 characters |
| Best |  | ★ |

### 1 · maker-1

One

### 2 · a|b

<details>
<summary>System prompt</summary>

Be long.

</details>

Two

## Message 3

question r

|  | 2 · No answer |
| --- | --- |
| Provider | – |
| Parameters | – |
| Finish | – |
| Cost | – |
| First token | – |
| Time | – |
| Length | – |
| Best | – |

### 2 · No answer
`,
    );
  });

  it('are JSON with all that is known of each answer, and nothing of this machine', () => {
    const text = [...comparisonJson(compared())].join('');
    const { format, version, columns, messages } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([format, version, columns], ['ai-field-guide.comparison', 1, 2]);
    assert.doesNotMatch(text, /providerId|secret/);
    const [, second] = messages as { parts: unknown; answers: Record<string, unknown>[] }[];
    assert.deepEqual(second?.parts, [{ type: 'text', text: 'Both?' }]);
    assert.deepEqual(
      second.answers.map(({ columns: shown, system, isBest, characters, durationMs }) => [
        ...[shown, system, isBest, characters, durationMs],
      ]),
      [
        [[1], 'Be brief.', undefined, 3, 3_050],
        [[2], 'Be long.', true, 3, undefined],
      ],
    );
    assert.deepEqual((second.answers[1]?.['target'] as Record<string, unknown>)['model'], 'a|b');
  });
});
