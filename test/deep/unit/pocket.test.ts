import assert from 'node:assert/strict';
import { belowFigures } from '../../support/heldFigures';
import { askHeld, askInSessions, pocketModel, readPocketJson } from '../../support/pocket';
import type { HeldQuestions } from '../../support/pocket';

describe('the built-in model, asked everything', () => {
  const held = readPocketJson('questions.json') as HeldQuestions;

  it('answers questions in wordings that it never saw, and says what it is to the others', async () => {
    const score = await askHeld(await pocketModel(), held);
    const below = belowFigures(score, held);
    assert.deepEqual(below, [], [...below, ...score.wrong].join('\n'));
  });

  it('answers the fifth question of a session as well as the first', async () => {
    const right = await askInSessions(await pocketModel(), held, 8, 5);
    assert.ok(right.reduce((sum, one) => sum + one, 0) >= 32, `of 8 by the turn: ${right.join()}`);
    assert.ok(right[4]! >= 6, `of 8 by the turn: ${right.join()}`);
  });
});
