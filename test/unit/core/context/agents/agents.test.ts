import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { agents } from '../../../../../src/core/context/agents/agents';
import { agentIds } from '../../../../../src/core/context/contextReport';

describe('each agent', () => {
  it('is the one of its id', () => {
    assert.deepEqual(Object.keys(agents), agentIds);
    for (const id of agentIds) assert.equal(agents[id].id, id);
  });

  it('has a test with a case for each of its rules', () => {
    for (const id of agentIds) {
      const name = id.replace(/-./g, (letter) => letter.slice(1).toUpperCase());
      const test = readFileSync(new URL(`${name}.test.ts`, import.meta.url), 'utf8');
      assert.match(test, new RegExp(`^describeRules\\(${name}, `, 'm'), id);
    }
  });

  it('is in the docs, with the version that was looked at and with how its rules are known', () => {
    const docs = readFileSync('docs/context.md', 'utf8');
    const [, table = ''] = /^\| agent +\| version .*\n.*\n((?:\|.*\n)+)/m.exec(docs) ?? [];
    const rows = table
      .trim()
      .split('\n')
      .map((row) => row.split('|').map((cell) => cell.trim()));
    const found = rows.map(([, name, version, how = '']) => [
      name,
      version,
      how.startsWith('compared with the program'),
    ]);
    const expected = Object.values(agents).map(({ name, version, rules }) => [
      name,
      version,
      rules.some(({ known }) => known === 'tried'),
    ]);
    assert.deepEqual(found.sort(), expected.sort());
  });
});
