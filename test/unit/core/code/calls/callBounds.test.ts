import assert from 'node:assert/strict';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { callsIn } from '../../../../../src/core/code/calls/calls';
import { calls } from './read';

describe('the calls of a file', () => {
  describe('in texts that are made to be slow', () => {
    const size = 400_000;
    /** UTF-16 code units that are read without a turn for others. */
    const maxBetweenTurns = 100_000;
    const texts: [string, string, string][] = [
      ['one line of open calls', 'typescript', 'client.messages.create({ a: '.repeat(size / 28)],
      ['one line of names', 'python', 'ChatOpenAI('.repeat(size / 11)],
      ['blanks behind a name', 'typescript', `client.messages.create({ a${' '.repeat(size)}`],
      ['blanks behind names', 'python', `completion${' '.repeat(30)}`.repeat(size / 40)],
      ['brackets', 'typescript', `client.messages.create(${'{a:['.repeat(size / 4)}`],
      ['an open string', 'python', `client.messages.create(model="${'x'.repeat(size)}`],
      ['a chain', 'java', `ChatCompletionCreateParams.builder()${'.model("x")'.repeat(size / 11)}`],
      ['a chain within', 'java', `ChatCompletionCreateParams.builder().a(${'.b('.repeat(size / 3)}`],
      ['equals signs', 'python', `client.messages.create(model=a)${'\na='.repeat(size / 3)}`],
      ['a row of digits', 'typescript', `client.messages.create({ temperature: ${'1'.repeat(30_000)}x })`],
      ['values without names', 'python', `client.messages.create(${'1,'.repeat(15_000)})`],
      [
        'builders within each other',
        'java',
        `ChatCompletionCreateParams.builder()${'.a('.repeat(50)}${'1,'.repeat(14_000)}${')'.repeat(50)}`,
      ],
      ['line breaks', 'csharp', `new ChatClient(${'\n'.repeat(size)}`],
    ];
    for (const [title, languageId, text] of texts) {
      it(`${title}: end, with a turn for others after each step`, async function () {
        this.timeout(30_000);
        let turns = 0;
        const breathe = () => {
          turns++;
          return undefined;
        };
        assert.ok(await callsIn(regionText(text, languageId, breathe)));
        assert.ok(turns >= text.length / maxBetweenTurns, `${turns} turns in ${text.length} code units`);
      });
    }
  });

  it('have arguments up to a bound', async () => {
    const [call] = await calls('python', `client.messages.create(${'a=1,'.repeat(20_000)})`);
    assert.ok(call && call.arguments.length > 100 && call.arguments.length <= 1_000);
  });

  it('have values without names up to a bound', async () => {
    const [call] = await calls('python', `client.messages.create(${'1,'.repeat(10_000)})`);
    assert.ok(call && call.positional.length >= 2 && call.positional.length <= 100);
  });
});
