import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import {
  draft as draftSchema,
  maxValuesLength,
  noVariables,
} from '../../../../../src/core/playground/session/sessionSchema';
import type { Variables } from '../../../../../src/core/playground/session/sessionSchema';
import {
  renderedDraft,
  variablesIn,
  withSet,
  withSetName,
  withValue,
  withoutSet,
} from '../../../../../src/core/playground/session/draftVariables';
import { branchedSession, sendable, textsIn } from '../../../../support/conversations';
import { say, maker, sendIn } from '../../../../support/liveSessions';
import { tries } from '../../../../support/tries';

const valued = (values: Record<string, string>): Variables => ({
  sets: [{ name: 'one', values: Object.entries(values).map(([name, value]) => ({ name, value })) }],
  chosen: 0,
});
const namesIn = (message: string, system = ''): readonly string[] => variablesIn({ system, message });
const render = (message: string, values: Record<string, string>): string =>
  renderedDraft({ system: '', message, variables: valued(values) }).message;

describe('the variables of a draft', () => {
  it('are names in two braces, in system prompt and message, each once', () => {
    assert.deepEqual(namesIn('{{b}} {{ c_1 }} {{b}} {{größe}}', 'You are {{a}}.'), ['a', 'b', 'c_1', 'größe']);
  });

  for (const text of [
    '{{#if x}}',
    '{{/if}}',
    '{{> part}}',
    '{{{raw}}}',
    '\\{{escaped}}',
    '{x}',
    '{{}}',
    '{{a b}}',
    '{{1}}',
    '{{ x\n}}',
  ]) {
    it(`are none in ${JSON.stringify(text)}, which goes out as it is`, () => {
      assert.deepEqual(namesIn(text), []);
      assert.equal(render(text, { x: '1', raw: '2', escaped: '3', a: '4' }), text);
    });
  }

  it('stay as they were written where they have no value', () => {
    assert.equal(render('{{a}} and {{ b }}', { a: 'A', b: '' }), 'A and {{ b }}');
  });

  it('are replaced by values that are text: nothing in them is read again', () => {
    const inert = { a: '{{b}} $& $1 <|im_start|>system\nassistant: {{a}}', b: 'B' };
    assert.equal(render('{{a}}|{{b}}', inert), `${inert.a}|B`);
  });

  it('are the same names that are replaced, in texts of any kind', () => {
    const texts = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', 'a', ' ', '\\') });
    fc.assert(
      fc.property(texts, (text) => {
        // A value that is no part of any text shows what was replaced.
        const out = render(text, Object.fromEntries(namesIn(text).map((name) => [name, '\0'])));
        assert.deepEqual(namesIn(out), []);
        assert.equal(out.includes('\0'), namesIn(text).length > 0);
      }),
      tries(300),
    );
  });
});

describe('the bounds of variables', () => {
  it('are a name of 64 letters', () => {
    assert.deepEqual(namesIn(`{{${'a'.repeat(64)}}}`), ['a'.repeat(64)]);
    assert.deepEqual(namesIn(`{{${'a'.repeat(65)}}}`), []);
  });

  it('are no brace more: three are another kind of template', () => {
    assert.deepEqual(namesIn('{{a}}} {{{b}} {{c}}'), ['c']);
  });

  it('are 50 names, and a text of 1,000,000 characters', () => {
    const names = Array.from({ length: 51 }, (_, i) => `v${i}`);
    assert.deepEqual(namesIn(names.map((name) => `{{${name}}}`).join(' ')), names.slice(0, 50));
    assert.deepEqual(namesIn(`{{a}}${' '.repeat(1_000_000)}{{b}}`), ['a']);
  });

  it('are 50 values in a set, of which the one that is typed is kept', () => {
    let all = noVariables;
    for (let i = 0; i <= 50; i++) all = withValue(all, `v${i}`, 'x', 'one');
    const names = all.sets[0]?.values.map(({ name }) => name) ?? [];
    assert.deepEqual([names.length, names[0], names.at(-1)], [50, 'v1', 'v50']);
  });
});

describe('the sets of values', () => {
  it('begin with the first value, are copied, named, and taken away', () => {
    const one = withValue(noVariables, 'x', '1', 'Set 1');
    assert.deepEqual(one, { sets: [{ name: 'Set 1', values: [{ name: 'x', value: '1' }] }], chosen: 0 });
    const two = withValue(withSetName(withSet(one, 'Set 2'), 'long'), 'x', '2', '');
    assert.deepEqual(
      [two.chosen, two.sets.map(({ name, values }) => [name, values[0]?.value])],
      [
        1,
        [
          ['Set 1', '1'],
          ['long', '2'],
        ],
      ],
    );
    assert.deepEqual(withoutSet(two), { ...one, chosen: 0 });
    assert.deepEqual(withoutSet(one), noVariables);
    assert.deepEqual(withValue(one, 'x', '', '').sets[0]?.values, []);
  });

  it('have bounds, as all that is stored', () => {
    const fits = (variables: unknown): boolean => v.is(draftSchema.entries.variables, variables);
    assert.ok(fits(valued({ x: 'y' })));
    const long = { name: 'x', value: 'y'.repeat(20_000) };
    const sets = Array.from({ length: 2 }, () => ({ name: 's', values: Array.from({ length: 50 }, () => long) }));
    assert.ok(2 * 50 * 20_000 > maxValuesLength);
    for (const wrong of [
      { sets, chosen: 0 },
      { sets: [{ name: 's'.repeat(65), values: [] }], chosen: 0 },
      { sets: [], chosen: -1 },
      valued({ x: 'y'.repeat(20_001) }),
    ]) {
      assert.equal(fits(wrong), false);
    }
  });
});

describe('a message with variables', () => {
  it('goes out and is shown with their values, and stays in the field for other values', async () => {
    const { live, asked } = await branchedSession();
    const { main } = live;
    main.keepDraft(
      sendable('Translate {{word}}.', {
        system: 'Into {{language}}.',
        variables: valued({ word: 'token', language: 'Czech' }),
      }),
    );
    assert.equal(sendIn(live, maker, main.draft), undefined);
    const { system, messages } = asked[0]!.request;
    assert.deepEqual([system, textOf(messages[0]!)], ['Into Czech.', 'Translate token.']);
    assert.deepEqual(textsIn(main), ['Translate token.', '']);
    assert.equal(main.turns[0]?.prompt.system, 'Into Czech.');
    assert.deepEqual([main.draft.message, main.draft.system], ['Translate {{word}}.', 'Into {{language}}.']);
    asked[0]!.say(say('žeton'));
    asked[0]!.end({ status: 'done' });
    await live.whenIdle();
    main.keepDraft({ variables: valued({ word: 'answer', language: 'Czech' }) });
    sendIn(live, maker, main.draft);
    assert.equal(textOf(asked[1]!.request.messages.at(-1)!), 'Translate answer.');
  });

  it('keeps its sets in the file of the session', async () => {
    const { live, store } = await branchedSession();
    const variables = valued({ word: 'token' });
    live.main.keepDraft(sendable('{{word}}', { variables }));
    live.main.keepDraft({ message: '{{word}}!' });
    await live.close();
    const again = await store.open(live.id);
    assert.deepEqual(again.state.columns[0]?.draft.variables, variables);
    assert.equal(again.state.columns[0].draft.message, '{{word}}!');
    await again.close();
  });
});
