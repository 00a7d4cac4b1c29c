import assert from 'node:assert/strict';
import { readTables } from '../../../scripts/tables';
import { DataCopy } from './dataCopy';

describe('an entry of a prompt cache', () => {
  const copy = new DataCopy();
  const file = 'caching.yml';

  it('whose model is unknown, or stands in two entries', () => {
    const unknown = copy.change(file, '- id: gemini-2048', 'gemini-2.5-pro', 'gemini-2.5-por');
    copy.failsAt(file, unknown, /there is no model "gemini-2\.5-por"; did you mean "gemini-2\.5-pro"/);
    copy.restore(file);
    const twice = copy.change(file, '- id: gemini-2048', 'gemini-2.5-pro', 'gpt-4o');
    copy.failsAt(file, twice, /the cache of "gpt-4o" is taken already/);
  });

  it('whose source or day nobody finds', () => {
    const source = copy.change(file, '- id: claude-512', /https:\S+/, 'https://github.com/a/b');
    copy.failsAt(file, source, /is the root of a repository/);
    copy.restore(file);
    const day = copy.change(file, '- id: claude-512', '2026-10-08', '2026-02-31');
    copy.failsAt(file, day, /the calendar has no 2026-02-31/);
  });

  it('is what its models say of themselves', () => {
    const { models } = readTables(copy.folder).catalog;
    const of = (id: string) => models.find((model) => model.id === id)?.caching;
    assert.deepEqual(of('claude-opus-5-5'), { minimum: 512, lifetime: 5, needsBreakpoint: true });
    assert.deepEqual(of('gpt-4o'), { minimum: 1_024, step: 128 });
    assert.equal(of('grok-4.7'), undefined);
  });
});
