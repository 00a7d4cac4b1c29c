import assert from 'node:assert/strict';
import { DataCopy } from './dataCopy';
import { readTables } from '../../../scripts/tables';

describe('the topics of the glossary', () => {
  const data = new DataCopy();
  const file = 'glossary-topics.yml';

  it('stand in their order, and each term has one of them', () => {
    const { topics, glossary } = readTables(data.folder);
    const ids = topics.map(({ id }) => id);
    assert.deepEqual([ids[0], ids.at(-1)], ['basics', 'architecture']);
    assert.deepEqual(
      glossary.filter(({ topic }) => topic === undefined || !ids.includes(topic)),
      [],
    );
  });

  it('are refused without a file, twice, and at the same place', () => {
    data.failsAt(file, data.change(file, 'id: basics', 'basics', 'basic'), /no file "basic\.yml".*basics/);
    data.restore(file);
    data.failsAt(file, data.change(file, 'id: choosing', 'choosing', 'basics'), /the topic "basics" is taken/);
    data.restore(file);
    data.failsAt(file, data.change(file, 'id: choosing', 'order: 2', 'order: 1'), /the order "1" is taken/);
  });

  it('are asked for by each file', () => {
    data.write('glossary/more.yml', data.read('glossary/api.yml').replace(/- id: [\s\S]*?(?=\n- id: )/, ''));
    data.write('glossary/api.yml', data.read('glossary/api.yml').replace(/(\n- id: [\s\S]*?)\n- id: [\s\S]*/, '$1\n'));
    assert.throws(() => readTables(data.folder), /this file has no topic: give it one in data.glossary-topics\.yml/);
  });
});
