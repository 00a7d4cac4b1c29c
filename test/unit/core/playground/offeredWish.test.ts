import assert from 'node:assert/strict';
import type { Backend } from '../../../../src/core/chat/backend';
import { takenFor } from '../../../../src/core/playground/offeredWish';

describe('what is taken for a model', () => {
  const can = { bodyFields: true, tools: { errors: true } } as Backend['can'];
  const taken = (calls: boolean | undefined) =>
    takenFor(
      {
        can,
        knows: () => [
          { by: 'list', can: { images: true } },
          { by: 'docs', can: calls === undefined ? {} : { tools: calls } },
        ],
      },
      'm',
    );

  it('has tools where it calls some, or where nobody knows that, and not where it is known to call none', () => {
    for (const calls of [true, undefined]) assert.deepEqual(taken(calls), can);
    assert.deepEqual(taken(false), { bodyFields: true });
    assert.deepEqual(takenFor({ can }, 'm'), can);
  });

  it('has no tools where the backend takes none', () =>
    assert.deepEqual(takenFor({ can: { bodyFields: false } as Backend['can'] }, 'm'), { bodyFields: false }));
});
