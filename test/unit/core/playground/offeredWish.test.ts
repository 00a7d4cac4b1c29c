import assert from 'node:assert/strict';
import type { Backend } from '../../../../src/core/chat/backend';
import { takenFor } from '../../../../src/core/playground/offeredWish';
import { backendAt, endpointAt } from '../../../support/backends';

describe('the tools that a backend takes for a model', () => {
  it('are none where it calls none, or the backend takes none, and those of the backend where nobody knows', () => {
    const tools = { errors: true };
    const taken = (known: boolean | undefined, can: Backend['can']) =>
      takenFor({ can, knows: () => [{ by: 'list', can: known === undefined ? {} : { tools: known } }] }, 'm').tools;
    const can = { ...backendAt(endpointAt('https://api.example.com/v1')).can, tools };
    assert.deepEqual([taken(true, can), taken(undefined, can), taken(false, can)], [tools, tools, undefined]);
    assert.equal(takenFor({ can }, 'm').tools, tools);
  });
});
