import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { choiceParameters, numberParameters } from '../../../../src/core/chat/messages/sampling';
import {
  readPresets,
  withPreset,
  withPresetName,
  withoutPreset,
} from '../../../../src/core/playground/parameterPreset';
import { draftOf } from '../../../support/sessionEvents';
import { hardTexts } from '../../../support/hardTexts';
import { tries } from '../../../support/tries';

const draft = draftOf({
  ...{ providerId: 'p', model: 'm', message: 'Hi', system: 'Be brief.', temperature: 0.2, maxOutputTokens: 500 },
  ...{ sampling: 'top_p=0.9 stop="a b" stop=END', bodyFields: '{"user":"me"}' },
});
const entry = {
  ...{ name: 'Brief', system: 'Be brief.', maxOutputTokens: 500 },
  ...{ parameters: { temperature: 0.2, top_p: 0.9, stop: ['a b', 'END'] }, bodyFields: { user: 'me' } },
};

describe('a preset of parameters', () => {
  it('is an entry that people can read, without provider, model and message', () => {
    assert.deepEqual(withPreset([], 'Brief', draft), [entry]);
    assert.deepEqual(withPreset([], 'Plain', draftOf({ system: '  ' })), [{ name: 'Plain' }]);
  });

  it('sets all parameters, and the system prompt where it has one', () => {
    const { presets, left } = readPresets([entry, { name: 'Plain' }]);
    assert.equal(left, 0);
    assert.deepEqual(presets[0]?.draft, {
      ...{ temperature: 0.2, maxOutputTokens: 500, sampling: 'top_p=0.9 stop="a b" stop="END"' },
      ...{ bodyFields: '{\n  "user": "me"\n}', system: 'Be brief.' },
    });
    assert.deepEqual(presets[1]?.draft, { temperature: null, maxOutputTokens: null, sampling: '', bodyFields: '' });
  });

  it('takes the place of one of that name, and leaves alone what cannot be read', () => {
    const stored = [{ name: '' }, { name: 'Brief', parameters: { temperature: 1 } }, 7];
    assert.deepEqual(withPreset(stored, 'Brief', draft), [{ name: '' }, entry, 7]);
    const { presets, left } = readPresets(stored);
    assert.deepEqual([presets.map(({ name, place }) => [name, place]), left], [[['Brief', 1]], 2]);
    assert.deepEqual(withPresetName(stored, presets[0]!, 'Short'), [
      { name: '' },
      { ...(stored[1] as object), name: 'Short' },
      7,
    ]);
    assert.deepEqual(withoutPreset(stored, presets[0]!), [{ name: '' }, 7]);
  });

  it('is neither renamed nor deleted where another one has come to its place meanwhile', () => {
    const preset = { name: 'Brief', place: 0 };
    assert.deepEqual(withPresetName([{ name: 'Other' }], preset, 'Short'), [{ name: 'Other' }]);
    assert.deepEqual(withoutPreset([{ name: 'Other' }, entry], preset), [{ name: 'Other' }, entry]);
  });

  it('is none where a part of it could not be sent', () => {
    for (const wrong of [
      { parameters: { temperature: 3 } },
      { parameters: { top_p: 2 } },
      { parameters: { model: 'x' } },
      { bodyFields: { messages: [] } },
      { bodyFields: { api_key: 'sk-1' } },
      { bodyFields: 'x' },
      { maxOutputTokens: 0 },
      { system: 7 },
      { name: 'x'.repeat(101) },
    ]) {
      assert.deepEqual(readPresets([{ name: 'a', ...wrong }]), { presets: [], left: 1 }, JSON.stringify(wrong));
    }
    for (const stored of [undefined, null, 'x', {}]) assert.deepEqual(readPresets(stored), { presets: [], left: 0 });
  });

  it('is not made of fields that cannot be read', () => {
    assert.equal(withPreset([], 'a', draftOf({ bodyFields: '{"user"' })), undefined);
  });

  it('is read as it was made', () => {
    const stops = hardTexts.filter((text) => text !== '').map((text) => `stop=${JSON.stringify(text)}`);
    const drafts = fc.record({
      system: hardTexts.filter((text) => text.trim() !== ''),
      temperature: fc.constantFrom(null, 0, 0.7),
      sampling: fc.oneof(fc.constantFrom('', 'top_k=40 seed=7 reasoning_effort=low'), stops),
      bodyFields: hardTexts.map((user) => JSON.stringify({ user }, null, 2)),
    });
    fc.assert(
      fc.property(drafts, (some) => {
        const of = draftOf({ ...some, sampling: some.sampling.slice(0, 500) });
        const [made] = readPresets(JSON.parse(JSON.stringify(withPreset([], 'a', of)))).presets;
        const { system, temperature, maxOutputTokens, sampling, bodyFields } = of;
        assert.deepEqual(made?.draft, { temperature, maxOutputTokens, sampling, bodyFields, system });
      }),
      tries(200),
    );
  });

  it('has in settings.json the parameters that there are, with their bounds', () => {
    const bounds = v.looseObject({
      minimum: v.optional(v.number()),
      maximum: v.optional(v.number()),
      enum: v.optional(v.array(v.string())),
    });
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: {
        configuration: {
          properties: Record<string, { items?: { properties: { parameters: { properties: object } } } }>;
        }[];
      };
    };
    const setting = contributes.configuration.flatMap(
      ({ properties }) => properties['aiFieldGuide.playground.presets'] ?? [],
    );
    const offered = v.parse(v.record(v.string(), bounds), setting[0]?.items?.properties.parameters.properties);
    assert.deepEqual(
      new Set(Object.keys(offered)),
      new Set(['temperature', 'stop', ...Object.keys(numberParameters), ...Object.keys(choiceParameters)]),
    );
    for (const [name, { from, to }] of Object.entries(numberParameters)) {
      assert.deepEqual([offered[name]?.minimum, offered[name]?.maximum], [from, to], name);
    }
    for (const [name, { values }] of Object.entries(choiceParameters)) assert.deepEqual(offered[name]?.enum, values);
  });
});
