import assert from 'node:assert/strict';
import { dialectOf } from '../../../../src/core/chat/dialects/dialects';
import { choiceParameters, numberParameters, parseSampling } from '../../../../src/core/chat/messages/sampling';
import { dialectIds } from '../../../../src/core/chat/messages/chatTypes';
import type { ChatParams } from '../../../../src/core/chat/messages/chatTypes';
import { valueAt } from '../../../../src/core/chat/parameters/bodyFields';
import { parametersAt } from '../../../../src/core/chat/parameters/offers';
import { requestOf } from './ask';

const variant = { without: [], limitField: 'max_tokens' } as const;

/** Any value that a parameter can have, as a draft has it and as a body has it. */
function valueOf(name: string): { params: ChatParams; sent: unknown } {
  if (name === 'temperature') return { params: { temperature: 0.5 }, sent: 0.5 };
  const { from = NaN, to = NaN, isWhole } = numberParameters[name] ?? {};
  const number = isWhole ? Math.floor((from + to) / 2) : (from + to) / 4;
  const value = name === 'stop' ? 'END' : (choiceParameters[name]?.values[0] ?? number);
  const read = parseSampling(`${name}=${value}`);
  assert.ok('sampling' in read, `${name} cannot be set: ${value}`);
  return { params: { sampling: read.sampling }, sent: name === 'stop' ? ['END'] : value };
}

describe('every parameter that is offered', () => {
  // For an address of this machine, the additional parameters of open servers are offered as well.
  for (const id of dialectIds) {
    for (const [name, path] of parametersAt({ dialect: id, baseUrl: 'http://127.0.0.1:1/v1' })) {
      it(`is sent: ${name} in ${id}, as ${path}`, () => {
        const { params, sent } = valueOf(name);
        assert.deepEqual(valueAt(dialectOf(id).body(requestOf({ model: 'm', ...params }), variant), path), sent);
      });
    }
  }
});
