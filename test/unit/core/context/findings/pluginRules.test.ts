import assert from 'node:assert/strict';
import { found } from '../../../../support/contextFindings';

describe('plugin.json', () => {
  const schema = 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json';
  const broken = async (value: unknown, path = 'p/plugin.json'): Promise<string[]> => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return (await found({ [path]: text }, [])).map(({ agent, at, rule }) => `${agent} ${rule} ${at}`);
  };

  it('is checked where it is one of agents', async () => {
    const good = { $schema: schema, name: 'a.b-c', author: { name: 'x' }, keywords: ['a'], extensions: { 'x.y': {} } };
    assert.deepEqual(await broken(good), []);
    assert.deepEqual(await broken({ name: 'A B' }), []);
    assert.deepEqual(await broken({ $schema: schema, name: 'a'.repeat(64) }), []);
    assert.deepEqual(await broken({ $schema: schema, name: 'A' }), ['all plugin-json "A"']);
    assert.deepEqual(await broken({ ...good, skills: './s', license: 1, keywords: [1], author: { x: 1 } }), [
      'all plugin-json {"x":1}',
      'all plugin-json [1]',
      'all plugin-json "skills"',
      'all plugin-json 1',
    ]);
    for (const name of ['', '-a', 'a..b', 'a--b', 'a'.repeat(65)]) {
      assert.equal((await broken({ $schema: schema, name })).length, 1, name);
    }
  });

  it('of Claude Code needs a name, and nothing else that is known', async () => {
    const path = '.claude-plugin/plugin.json';
    assert.deepEqual(await broken({ name: 'A B', more: 1 }, path), []);
    assert.deepEqual(await broken('{"name": "a" /* b */}', path), ['claude-code plugin-json /* b */']);
    assert.deepEqual(await broken('{"more": 1}', path), ['claude-code plugin-json {"more": 1}']);
    assert.deepEqual(await broken('{"name": "a",}', path), ['claude-code plugin-json }']);
    assert.deepEqual(await broken('[]', path), ['claude-code plugin-json []']);
  });
});
