import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { partRow, providerRow } from '../../../../../src/editor/providers/view/providerRows';
import type { ProviderFacts, RowPart } from '../../../../../src/editor/providers/view/providerRows';

const hosted: ProviderFacts = {
  endpoint: {
    id: 'acme',
    name: 'Acme',
    baseUrl: 'https://api.acme.example:8443/v1',
    preset: 'openai',
    dialect: 'responses',
  },
  needsKey: true,
  key: { state: 'stored' },
  models: { count: 0, areListed: false },
  check: undefined,
  place: 'elsewhere',
};
const local: ProviderFacts = {
  ...hosted,
  endpoint: { ...hosted.endpoint, name: 'Local', baseUrl: 'http://localhost:11434/v1', dialect: 'chat-completions' },
  needsKey: false,
  key: { state: 'none' },
  place: 'this-machine',
};
const error = { kind: 'unreachable', message: 'No connection.', advice: 'Start it.', actions: ['retry'] } as const;
const failed: ProviderFacts = { ...local, check: { status: 'failed', doing: 'test', at: 0, error } };

const row = (facts: ProviderFacts) => providerRow(facts, sayInEnglish);
const part = (facts: ProviderFacts, wanted: RowPart): string =>
  partRow(wanted, facts, sayInEnglish, (at) => `at ${at}`).description;

describe('the row of a provider', () => {
  it('names the host, or this machine', () => {
    assert.equal(row(hosted).description, 'api.acme.example:8443');
    assert.equal(row(local).description, 'this machine');
    assert.equal(row({ ...local, place: 'remote-machine' }).description, 'remote machine');
  });

  it('tells by its icon whether a key is set, missing, or not needed', () => {
    assert.deepEqual(row(hosted).icon, { id: 'key' });
    assert.equal(row({ ...hosted, key: { state: 'none' } }).icon?.id, 'warning');
    assert.equal(row(local).icon?.id, 'vm');
  });

  it('says in words what the icon shows, for those who listen', () => {
    assert.match(row({ ...hosted, key: { state: 'none' } }).description, /^key missing · /);
    assert.match(row(failed).description, /^test failed · /);
    assert.equal(row(failed).icon?.id, 'error');
  });

  it('takes a key of another origin for a missing one, and says whose it is', () => {
    const stranded: ProviderFacts = { ...hosted, key: { state: 'other-origin', origin: 'https://old.example' } };
    assert.match(row(stranded).description, /^key missing · /);
    assert.match(row(stranded).tooltip, /entered for https:\/\/old\.example, not sent to this address/);
    assert.match(row(stranded).context, /\+key/);
  });

  it('shows what runs and offers to stop it', () => {
    const running: ProviderFacts = { ...hosted, check: { status: 'running', doing: 'models' } };
    assert.equal(row(running).icon?.id, 'loading~spin');
    assert.match(row(running).description, /loading models/);
    assert.equal(row(running).context, 'provider+key+running');
  });

  it('keeps the reason of a failure in the tooltip and below the row', () => {
    assert.match(row(failed).tooltip, /No connection\. Start it\./);
    assert.equal(part(failed, 'test'), 'at 0: No connection. Start it.');
  });

  it('says what was found', () => {
    const found = (count: number, hasModel?: boolean): ProviderFacts => ({
      ...local,
      check: {
        status: 'done',
        doing: 'test',
        at: 5,
        found: { via: 'models', count, ...(hasModel === undefined ? {} : { hasModel }) },
      },
    });
    assert.equal(part(found(1), 'test'), 'at 5: works, lists 1 model');
    assert.equal(part(found(12, true), 'test'), 'at 5: works, lists 12 models');
    assert.equal(part(found(12, false), 'test'), 'at 5: works, lists 12 models, but not the default one');
    assert.equal(row(found(12)).description, 'works · this machine');
  });
});

describe('the rows below a provider', () => {
  it('tell address, API, model and key', () => {
    assert.equal(part(hosted, 'address'), 'https://api.acme.example:8443/v1');
    assert.equal(part(hosted, 'api'), 'Responses');
    assert.equal(part(hosted, 'model'), 'none: chosen in the playground');
    assert.equal(part({ ...hosted, endpoint: { ...hosted.endpoint, model: 'acme-1' } }, 'model'), 'acme-1');
    assert.equal(part(hosted, 'key'), 'set, sent to https://api.acme.example:8443 only');
    assert.equal(part(local, 'key'), 'none needed');
    const own = { ...local, endpoint: { ...local.endpoint, preset: 'custom' } };
    assert.equal(part(own, 'key'), 'none', 'a custom server may want one');
  });

  it('say where the models come from', () => {
    assert.equal(part(hosted, 'models'), 'not loaded yet');
    assert.equal(part({ ...hosted, models: { count: 3, areListed: false } }, 'models'), '3 known from the catalog');
    assert.equal(part({ ...hosted, models: { count: 3, areListed: true } }, 'models'), '3 listed by the provider');
  });

  it('name the models that a local server has in memory, and how in the tooltip', () => {
    const loaded = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      served: { server: 'ollama', isLoaded: true, context: 4_096, trained: 40_960 } as const,
    }));
    const rowOf = (count: number) =>
      partRow(
        'models',
        { ...local, models: { count: 7, areListed: true, loaded: loaded.slice(0, count) } },
        sayInEnglish,
        String,
      );
    assert.equal(rowOf(0).description, '7 listed by the provider');
    assert.equal(rowOf(1).description, '7 listed by the provider, a in memory');
    assert.equal(rowOf(4).description, '7 listed by the provider, a, b, c, … in memory');
    assert.match(rowOf(4).tooltip, /\nd: loaded with 4K context, trained for 41K$/);
  });
});
