import assert from 'node:assert/strict';
import { presetOf, presets, userPartsOf } from '../../../../../src/core/chat/providers/presets';
import {
  addressProblem,
  addSteps,
  draftedEndpoint,
  freeId,
  keyProblem,
  nameProblem,
  totalAt,
} from '../../../../../src/editor/providers/view/addSteps';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';
import { sayInEnglish } from '../../../../../src/core/base/say';

const openai = presetOf('openai');
const ollama = presetOf('ollama');
const custom = presetOf('custom');
const moved = 'https://proxy.example/v1';
const stored: Endpoint = {
  id: 'openai',
  name: 'Mine',
  baseUrl: openai.baseUrl,
  preset: 'openai',
  dialect: 'responses',
  model: 'gpt-mine',
};

describe('the steps of Add Provider', () => {
  it('are preset, address and key before anything is chosen', () => {
    assert.deepEqual(addSteps({}), ['preset', 'address', 'key']);
  });

  it('are three for a preset with a key', () => {
    assert.deepEqual(addSteps({ preset: openai, baseUrl: openai.baseUrl }), ['preset', 'address', 'key']);
  });

  it('ask for no key on this machine', () => {
    assert.deepEqual(addSteps({ preset: ollama }), ['preset', 'address']);
    assert.deepEqual(addSteps({ preset: custom, baseUrl: 'http://localhost:9/v1' }), [
      'preset',
      'address',
      'api',
      'name',
    ]);
  });

  it('ask for API and name where the address is the own one of the user', () => {
    assert.deepEqual(addSteps({ preset: openai, baseUrl: moved }), ['preset', 'address', 'api', 'name', 'key']);
    assert.deepEqual(addSteps({ preset: custom }), ['preset', 'address', 'api', 'name', 'key']);
  });

  it('ask for no API where a part of the address is the user’s, and for no key of a gateway on this machine', () => {
    const azure = { preset: presetOf('azure'), baseUrl: 'https://mine.openai.azure.com/openai/v1' };
    assert.deepEqual(addSteps(azure), ['preset', 'address', 'name', 'key']);
    assert.equal(draftedEndpoint({ ...azure, name: 'Mine' }, 'azure')?.dialect, 'responses');
    const gateway = { preset: presetOf('litellm'), baseUrl: 'http://localhost:4000/v1' };
    assert.deepEqual(addSteps(gateway), ['preset', 'address', 'name']);
  });

  it('ask for no name where the provider is there already', () => {
    const there = { ...stored, baseUrl: moved };
    assert.deepEqual(addSteps({ preset: openai, baseUrl: moved }, there), ['preset', 'address', 'api', 'key']);
  });
});

describe('the total of the steps', () => {
  it('is said from the first question after the address on, and is the same for all that follow', () => {
    for (const steps of [
      addSteps({ preset: openai, baseUrl: openai.baseUrl }),
      addSteps({ preset: openai, baseUrl: moved }),
      addSteps({ preset: custom, baseUrl: 'http://localhost:9/v1' }),
    ]) {
      const totals = steps.map((_step, at) => totalAt(steps, at));
      assert.deepEqual(totals, [undefined, undefined, ...steps.slice(2).map(() => steps.length)]);
    }
  });
});

describe('the provider that is added', () => {
  it('has name and API of the preset at its own address', () => {
    assert.deepEqual(draftedEndpoint({ preset: openai, baseUrl: openai.baseUrl }, 'openai'), {
      id: 'openai',
      name: 'OpenAI',
      baseUrl: openai.baseUrl,
      preset: 'openai',
      dialect: 'responses',
    });
  });

  it('keeps name and default model of the one that is there', () => {
    assert.deepEqual(draftedEndpoint({ preset: openai, baseUrl: openai.baseUrl }, 'openai', stored), stored);
  });

  it('is none while an answer is missing', () => {
    assert.equal(draftedEndpoint({}, 'x'), undefined);
    assert.equal(draftedEndpoint({ preset: openai }, 'x'), undefined);
    assert.equal(draftedEndpoint({ preset: openai, baseUrl: moved, name: 'A' }, 'x'), undefined);
    assert.equal(draftedEndpoint({ preset: openai, baseUrl: moved, dialect: 'responses' }, 'x'), undefined);
  });

  it('forgets a name that was typed for another address', () => {
    const draft = { preset: openai, baseUrl: openai.baseUrl, name: 'Proxy', dialect: 'chat-completions' } as const;
    assert.equal(draftedEndpoint(draft, 'openai')?.name, 'OpenAI');
    assert.equal(draftedEndpoint(draft, 'openai')?.dialect, 'responses');
  });

  it('gets the id of its preset, with a number where another address has it', () => {
    const find = (id: string): Endpoint | undefined => (id === 'openai' ? stored : undefined);
    assert.equal(freeId(find, 'openai', openai.baseUrl), 'openai');
    assert.equal(freeId(find, 'openai', moved), 'openai-2');
  });
});

describe('what is typed in Add Provider', () => {
  it('is refused where it is no address, in words', () => {
    assert.match(addressProblem('ftp://example.com', sayInEnglish) ?? '', /has to start with https/);
    assert.match(addressProblem('https://user:pw@example.com', sayInEnglish) ?? '', /user name or password/);
    assert.equal(addressProblem(' https://example.com/v1/ ', sayInEnglish), undefined);
  });

  it('is refused where a part that is the user’s is not theirs yet, or where the path of a cloud is another', () => {
    const problem = (id: string, typed: string) => addressProblem(typed, sayInEnglish, presetOf(id));
    const isElsewhere = (address = ''): boolean => address !== '' && !/localhost|127\.0\.0\.1/.test(address);
    for (const { id, address = '' } of presets.filter((each) => isElsewhere(each.address))) {
      const [place = ''] = userPartsOf({ address });
      assert.equal(problem(id, address), `Put yours in the place of ${place}.`, id);
      assert.equal(problem(id, address.replace(place, 'mine')), undefined);
    }
    assert.deepEqual(userPartsOf({ address: 'https://ORG.example.ai/v1/ACCOUNT_ID/x' }), ['ORG', 'ACCOUNT_ID']);
    assert.equal(problem('azure', 'https://mine.openai.azure.com'), 'There it ends in /openai/v1.');
    assert.match(problem('azure', 'https://mine.openai.azure.com/openai/deployments/x') ?? '', /ends in \/openai\/v1/);
    assert.equal(problem('azure', 'https://mine.services.ai.azure.com/openai/v1/'), undefined);
    const regional = 'https://us-central1-aiplatform.googleapis.com/v1beta1/projects/p/locations/us-central1/endpoints';
    assert.equal(problem('vertex', `${regional}/openapi`), undefined);
    assert.match(problem('vertex', `${regional}/123`) ?? '', /ends in \/endpoints\/openapi/);
    // A gateway before the cloud has a path of its own, and so has one on this machine.
    assert.equal(problem('azure', 'https://gateway.example.com/models'), undefined);
    assert.equal(problem('litellm', 'http://localhost:4001'), undefined);
    assert.match(problem('azure', 'ftp://x') ?? '', /has to start with/);
  });

  it('is refused where it is no key; an empty one is left out', () => {
    assert.match(keyProblem('sk one', sayInEnglish) ?? '', /no spaces/);
    assert.equal(keyProblem(' sk-one\n', sayInEnglish), undefined);
    assert.equal(keyProblem('', sayInEnglish), undefined);
  });

  it('is refused where it is no name, or one of more than 200 characters', () => {
    assert.match(nameProblem('  ', sayInEnglish) ?? '', /Type a name/);
    assert.equal(nameProblem(` ${'n'.repeat(200)} `, sayInEnglish), undefined);
    assert.match(nameProblem('n'.repeat(201), sayInEnglish) ?? '', /longer than 200/);
  });
});
