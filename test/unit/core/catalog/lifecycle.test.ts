import assert from 'node:assert/strict';
import { createLifecycle, lifeStage } from '../../../../src/core/catalog/lifecycle';
import type { LifecycleRecord } from '../../../../src/core/catalog/lifecycleTable';
import { lifecycle as real } from '../../../../generated/lifecycle';

const record = (id: string, more: Partial<LifecycleRecord> = {}): LifecycleRecord => ({ id, source: 'page', ...more });

const lifecycle = createLifecycle({
  endpoints: [],
  models: {
    openai: [
      record('maker-1', { retires: '2025-03-01', replacement: 'maker-2', change: 'drop-in' }),
      record('maker-2', { aliases: ['maker-2-0613'], retires: '2026-03-01', replacement: 'maker-3', change: 'tools' }),
      record('maker-3', { retires: '2027-03-01', replacement: 'maker-4', change: 'vectors' }),
      record('maker-video', { retires: '2026-03-01', change: 'none' }),
      record('maker-text', { retires: '2025-03-01', replacement: 'maker-voice', change: 'drop-in' }),
      record('maker-voice', { retires: '2027-03-01', replacement: 'maker-video', change: 'tools' }),
      record('maker-sound', { retires: '2026-03-01', replacement: 'maker-video', change: 'tools' }),
      record('maker-old', { surface: 'azure', retires: '2026-10', replacement: 'maker-voice', change: 'drop-in' }),
      record('maker-1', { surface: 'azure', retires: '2026-10', replacement: 'Maker-2', change: 'tools' }),
      record('maker-2', { surface: 'azure', retires: { notBefore: '2026-10-01' } }),
    ],
    xai: [record('other-1')],
  },
  changes: { tools: 'Tools have another shape.', vectors: 'Embed again.' },
  sources: { page: { title: 'Page', url: 'https://maker.example/deprecations', checked: '2026-11-24' } },
});

describe('lifeStage', () => {
  const stages = (more: Partial<LifecycleRecord>, ...days: string[]) =>
    days.map((day) => lifeStage(record('m', more), day));

  it('ends on the day on which calls fail', () => {
    const dates = { deprecated: '2026-04-22', retires: '2026-10-23' };
    // A model whose end is set is on its way out, even before the day from which the maker calls it so.
    assert.deepEqual(stages(dates, '2026-04-21', '2026-10-22', '2026-10-23'), ['deprecated', 'deprecated', 'retired']);
  });

  it('is deprecated from the day on which that was said', () => {
    assert.deepEqual(stages({ deprecated: '2026-04-22' }, '2026-04-21', '2026-04-22'), ['alive', 'deprecated']);
    assert.deepEqual(stages({ announced: '2026-04-22' }, '2026-04-21', '2026-04-22'), ['alive', 'deprecated']);
  });

  it('waits for the end of a month of which no day is known', () => {
    assert.deepEqual(stages({ retires: '2026-10' }, '2026-10-31', '2026-11-01'), ['deprecated', 'retired']);
  });

  it('takes an earliest day for no end', () => {
    assert.deepEqual(stages({ retires: { notBefore: '2026-10-01' } }, '2026-11-01'), ['alive']);
    assert.deepEqual(stages({ deprecated: '2026-04-22', retires: { notBefore: '2026-10-01' } }, '2026-11-01'), [
      'deprecated',
    ]);
  });
});

describe('a lifecycle', () => {
  it('finds a model by any of its ids, in any case, at one surface', () => {
    assert.equal(lifecycle.find('MAKER-2-0613')?.id, 'maker-2');
    assert.equal(lifecycle.find('maker-1')?.retires, '2025-03-01');
    assert.equal(lifecycle.find('maker-1', 'azure')?.retires, '2026-10');
    assert.equal(lifecycle.find('maker-3', 'azure'), undefined);
    assert.equal(lifecycle.find('other-1')?.maker, 'xai');
  });

  const successor = (id: string, today: string, surface?: 'azure') =>
    lifecycle.successor(lifecycle.find(id, surface)!, today);

  it('recommends what the maker names', () => {
    assert.deepEqual(successor('maker-3', '2027-06-01'), { id: 'maker-4', dropIn: false, changes: ['Embed again.'] });
  });

  it('follows the chain to its end, with everything that has to be changed on the way', () => {
    // On none of these days is the next one there to stay.
    for (const day of ['2025-06-01', '2026-11-25', '2027-11-25']) {
      assert.deepEqual(successor('maker-1', day), {
        id: 'maker-4',
        dropIn: false,
        changes: ['Tools have another shape.', 'Embed again.'],
      });
    }
  });

  it('recommends one that goes itself where nothing comes after it', () => {
    assert.deepEqual(successor('maker-text', '2026-11-25'), {
      ...{ id: 'maker-voice', dropIn: true, changes: [] },
      retires: '2027-03-01',
    });
  });

  it('knows of no successor where the chain ends in a model that is gone', () => {
    assert.equal(successor('maker-video', '2026-11-25'), undefined);
    assert.equal(successor('maker-sound', '2026-11-25'), undefined);
  });

  it('looks at the dates of the same host first', () => {
    assert.equal(successor('maker-1', '2026-11-25', 'azure')?.id, 'Maker-2');
  });

  it('takes for the end of a successor neither an earliest day nor the date of another host', () => {
    assert.deepEqual(successor('maker-old', '2026-11-25', 'azure'), { id: 'maker-voice', dropIn: true, changes: [] });
    assert.deepEqual(successor('maker-1', '2026-11-25', 'azure'), {
      id: 'Maker-2',
      dropIn: false,
      changes: ['Tools have another shape.'],
    });
  });
});

describe('what is known of real models', () => {
  const known = createLifecycle(real);
  const today = '2026-11-25';
  const stage = (id: string) => lifeStage(known.find(id)!, today);

  it('is their stage', () => {
    assert.equal(stage('gpt-4o'), 'deprecated');
    assert.equal(stage('o3-deep-research'), 'retired');
    assert.equal(stage('claude-sonnet-4-5'), 'deprecated');
    assert.equal(stage('claude-opus-4-8'), 'alive');
    assert.equal(stage('gemini-2.5-pro'), 'deprecated');
    assert.equal(lifeStage(known.find('gemini-2.5-pro', 'vertex')!, today), 'retired');
    assert.equal(stage('deepseek-chat'), 'retired');
  });

  it('leads from the oldest to one that is still there', () => {
    const old = known.successor(known.find('gpt-3.5-turbo-0301')!, today)!;
    assert.equal(old.id, 'gpt-5.6-terra');
    assert.equal(old.dropIn, false);
    assert.equal(old.changes.length, 1);
    assert.equal(known.successor(known.find('sora-2')!, today), undefined);
    for (const model of known.models) {
      const next = known.successor(model, today);
      const there = next && (known.find(next.id, model.surface) ?? known.find(next.id));
      if (there) assert.notEqual(lifeStage(there, today), 'retired', model.id);
      // Whoever writes it is not told to change it again, where there is anything else.
      const after = there && known.successor(there, today);
      if (after && lifeStage(there, today) === 'deprecated') assert.fail(`${model.id}: ${there.id}, then ${after.id}`);
    }
  });
});
