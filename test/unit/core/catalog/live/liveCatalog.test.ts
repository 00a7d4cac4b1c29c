import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { liveCatalogSchema, readModelsDev } from '../../../../../src/core/catalog/live/liveCatalog';
import type { LiveModel } from '../../../../../src/core/catalog/live/liveCatalog';
import { dayRead, liveMarkdown, liveRows } from '../../../../../src/core/catalog/live/liveRows';
import { bare, model, table, testDay } from '../../../../support/models';

/** An entry as models.dev has it. */
const entry = {
  id: 'grok-9',
  name: 'Grok 9',
  attachment: true,
  reasoning: true,
  tool_call: true,
  knowledge: '2026-05',
  release_date: '2026-10-01',
  last_updated: '2026-10-01',
  modalities: { input: ['text', 'image'], output: ['text'] },
  open_weights: false,
  cost: { input: 2, output: 8, cache_read: 0.2, tiers: [{ context: { min: 200_000 } }] },
  limit: { context: 1_000_000, output: 0 },
};
const live: LiveModel = {
  id: 'grok-9',
  name: 'Grok 9',
  family: 'grok',
  contextWindow: 1_000_000,
  input: 2,
  cachedInput: 0.2,
  output: 8,
  released: '2026-10-01',
  knowledgeCutoff: '2026-05',
};
const catalogOf = (models: object, provider = 'xai'): string =>
  JSON.stringify({ [provider]: { id: provider, name: 'A maker', env: ['KEY'], npm: 'x', doc: 'https://x', models } });

describe('the catalog of models.dev', () => {
  it('is read: text models of the makers that we know, 0 as not known', () => {
    const image = { ...entry, id: 'grok-image', modalities: { input: ['text'], output: ['image'] } };
    assert.deepEqual(readModelsDev(catalogOf({ 'grok-9': entry, image })), { models: [live], refused: 0 });
    assert.equal(readModelsDev(catalogOf({ 'grok-9': entry }, 'openrouter')), undefined);
  });

  it('has the makers of our families, each under its own name', () => {
    const families = Object.entries({
      ...{ openai: 'gpt', anthropic: 'claude', google: 'gemini', meta: 'llama', llama: 'llama', mistral: 'mistral' },
      ...{ deepseek: 'deepseek', xai: 'grok' },
    });
    for (const [provider, family] of families) {
      assert.equal(readModelsDev(catalogOf({ a: entry }, provider))?.models[0]?.family, family, provider);
    }
  });

  it('leaves out what Alibaba serves of others, and keeps that a model is deprecated', () => {
    const models = { a: { ...entry, id: 'kimi-9' }, b: { ...entry, id: 'qwen9', status: 'deprecated' } };
    const read = readModelsDev(catalogOf(models, 'alibaba'));
    assert.deepEqual(
      read?.models.map(({ id, family, deprecated }) => [id, family, deprecated]),
      [['qwen9', 'qwen', true]],
    );
  });

  it('is nothing where it is no such catalog', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '7',
      '{}',
      '<!doctype html>',
      '{"xai":',
      '{"xai":{"models":[]}}',
      '{"xai":7}',
      '{"xai":{"models":{"a":null}}}',
    ]) {
      assert.equal(readModelsDev(text), undefined, text);
    }
    assert.equal(readModelsDev('['.repeat(1_000_000)), undefined);
  });

  const hostile: readonly (readonly [string, object])[] = [
    ['no name', { name: undefined }],
    ['a name of two lines', { name: 'Grok\n9' }],
    ['a name that turns the text around it', { name: 'Grok \u202e9' }],
    ['a name without end', { name: 'G'.repeat(5_000) }],
    ['an id that is a command', { id: '](command:workbench.action.quit)' }],
    ['an id that is no text', { id: 9 }],
    ['a window below zero', { limit: { context: -1 } }],
    ['a window in words', { limit: { context: 'lots' } }],
    ['a window beyond all', { limit: { context: 1e300 } }],
    ['a price that is none', { cost: { input: 'free' } }],
    ['a price beyond all', { cost: { input: 1e9 } }],
    ['a date that no calendar has', { release_date: '2026-99-99' }],
    ['modalities without end', { modalities: { output: Array(1_000).fill('text') } }],
  ];
  for (const [what, change] of hostile) {
    it(`loses an entry with ${what}, and that one alone`, () => {
      const text = catalogOf({ bad: { ...entry, id: 'grok-bad', ...change }, good: entry });
      assert.deepEqual(readModelsDev(text), { models: [live], refused: 1 });
    });
  }

  it('changes no prototype', () => {
    const text = `{"__proto__":{"models":{"a":${JSON.stringify(entry)}}},"xai":{"models":{"__proto__":${JSON.stringify(entry)}}}}`;
    assert.deepEqual(readModelsDev(text)?.models, [live]);
    assert.equal(Object.hasOwn(Object.prototype, 'models'), false);
  });

  it('with entries without end has an end', () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, { ...entry, id: `m${i}` }]));
    assert.equal(readModelsDev(catalogOf(many))?.models.length, 4_000);
  });

  it('gives only what can be kept and read again, whatever they send', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, -1, 5, 'text', '2026-01', 1e12));
    const anyEntry = fc.record(
      {
        id: fc.oneof(fc.constant('a-1'), value),
        name: fc.oneof(fc.constant('A 1'), value),
        limit: fc.record({ context: value, output: value }),
        cost: fc.record({ input: value, output: value }),
        release_date: value,
        knowledge: value,
        status: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 5 }), (entries) => {
        const read = readModelsDev(catalogOf(Object.fromEntries(entries.entries())));
        const kept = { version: 1, read: 0, models: read?.models ?? [] };
        assert.deepEqual(v.parse(liveCatalogSchema, JSON.parse(JSON.stringify(kept))), kept);
      }),
    );
  });
});

const catalog = createCatalog({ ...table, models: [model, bare] }, testDay);
const same: LiveModel = {
  id: 'maker-1-large',
  name: 'Maker 1 Large',
  family: 'maker',
  contextWindow: 200_000,
  maxOutput: 8_000,
  input: 2,
  output: 10,
};
const read = Date.UTC(2026, 10, 27, 12);
const rows = (...models: LiveModel[]) => liveRows({ version: 1, read, models }, catalog, 'maker');

describe('live data beside ours', () => {
  it('has no row for a model of which it says what we say, by any of its names', () => {
    assert.deepEqual(rows(same, { ...same, id: 'maker-latest' }), []);
  });

  it('says what differs, and what we have instead', () => {
    const [row] = rows({ ...same, maxOutput: 16_000, input: 3, released: '2026-01-02', deprecated: true });
    assert.equal(row!.model?.id, 'maker-1-large');
    assert.deepEqual(row!.facts, [
      { label: 'Max output', value: '16,000 tokens', ours: '8,000 tokens' },
      { label: 'Input price', value: '$3 per million tokens', ours: '$2 per million tokens' },
      { label: 'Released', value: '2 January 2026', ours: 'unknown' },
      { label: 'Status', value: 'deprecated', ours: 'current' },
    ]);
  });

  it('says that one is deprecated only where we take it for alive', () => {
    for (const status of ['current', 'preview', 'legacy', 'deprecated', 'retired'] as const) {
      const ours = createCatalog({ ...table, models: [{ ...model, status }] }, testDay);
      const found = liveRows({ version: 1, read, models: [{ ...same, deprecated: true }] }, ours, 'maker');
      const isAlive = status !== 'deprecated' && status !== 'retired';
      assert.deepEqual(
        found.flatMap(({ facts }) => facts),
        isAlive ? [{ label: 'Status', value: 'deprecated', ours: status }] : [],
      );
    }
  });

  it('takes a month for the same as a day of it', () => {
    const ours = createCatalog({ ...table, models: [{ ...model, released: '2026-01-02' }] }, testDay);
    const found = (released: string) => liveRows({ version: 1, read, models: [{ ...same, released }] }, ours, 'maker');
    assert.deepEqual(found('2026-01'), []);
    assert.deepEqual(found('2026-02')[0]?.facts, [
      { label: 'Released', value: 'February 2026', ours: '2 January 2026' },
    ]);
  });

  it('says all of a model that we do not have, the newest first, after those that differ', () => {
    const found = rows(
      { ...same, id: 'maker-8', released: '2026-08' },
      { ...same, id: 'maker-9', released: '2026-10-01' },
      { ...same, output: 11 },
      { ...same, id: 'other-1', family: 'other' },
    );
    assert.deepEqual(
      found.map(({ live: { id } }) => id),
      ['maker-1-large', 'maker-9', 'maker-8'],
    );
    assert.deepEqual(
      found[1]!.facts.map(({ label }) => label),
      ['Context window', 'Max output', 'Input price', 'Output price', 'Released'],
    );
  });

  it('on a page says that it is live, when it was read, and nothing where nothing differs', () => {
    const data = {
      version: 1,
      read,
      models: [{ ...same, id: 'maker-9', name: 'Maker <b>9</b> [x](command:y)' }],
    } as const;
    const markdown = liveMarkdown(data, catalog, 'maker') ?? '';
    assert.equal(dayRead(data), '27 November 2026');
    assert.match(markdown, /^## Live from models\.dev\n\nmodels\.dev, read on 27 November 2026: /);
    assert.match(markdown, /`maker-9`, not here; Context window: 200,000 tokens; /);
    assert.doesNotMatch(markdown, /(?<!\\)<b>|(?<!\\)\]\(command/);
    assert.equal(liveMarkdown({ ...data, models: [same] }, catalog, 'maker'), undefined);
  });

  it('is used by nothing else: no diagnostic, no count, no price', async () => {
    const { globSync, readFileSync } = await import('node:fs');
    const users = globSync('src/**/*.ts').filter((file) =>
      /from '.*(liveCatalog|liveRows|liveData|livePages)'/.test(readFileSync(file, 'utf8')),
    );
    const allowed =
      /[\\/](live|liveCatalog)[\\/]|[\\/]models[\\/]sayings\.ts$|^src[\\/](extension|worker[\\/]fileWorker|editor[\\/]files[\\/]fileWorkerClient|editor[\\/]models[\\/]models)\.ts$/;
    assert.deepEqual(
      users.filter((file) => !allowed.test(file)),
      [],
    );
    assert.ok(users.length > 4);
  });
});
