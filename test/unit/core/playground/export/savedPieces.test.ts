import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../../src/core/base/work';
import type { Work } from '../../../../../src/core/base/work';
import { savedJson, savedSession } from '../../../../../src/core/playground/export/savedSession';
import { savedText } from '../../../../../src/core/playground/export/savedText';
import { readSaved } from '../../../../../src/core/playground/import/readSaved';
import { savedEvents } from '../../../../../src/core/playground/import/savedEvents';
import { emptySession } from '../../../../../src/core/playground/session/sessionTree';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { turnHeadsInSteps } from '../../../../../src/core/playground/session/turnHeads';
import { anyEvents, doneAnswer, promptOf, reduceAll, sessionOf } from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';

const savedOf = (session: Session) => savedSession(session, { scope: 'session' });
const stepsOf = (work: Work<unknown>): number => [...work].length;

describe('a session that is written in pieces', () => {
  it('has its JSON with a line for each field', () => {
    const assertSame = (session: Session): void => {
      const saved = savedOf(session);
      assert.equal([...savedJson(saved)].join(''), `${JSON.stringify(saved, null, 2)}\n`);
    };
    assertSame(emptySession('s', 7));
    fc.assert(
      fc.property(anyEvents, (events) => assertSame(reduceAll(emptySession('s', 7), events))),
      tries(100),
    );
  });

  it('has steps of a message at most, as it has when it is read, opened and shown', () => {
    const turns = Array.from({ length: 20 }, (_, i) => [
      promptOf(`p${i}`, i === 0 ? null : `a${i - 1}`),
      doneAnswer(`a${i}`, `p${i}`, 'x'),
    ]);
    const session = sessionOf(...turns.flat());
    const saved = savedOf(session);
    const text = [...savedText(saved)];
    assert.ok(text.length > 40 && [...savedJson(saved)].length > 40);
    const reading = readSaved(text.join(''));
    assert.ok(stepsOf(reading) > 40);
    const read = atOnce(readSaved(text.join('')));
    assert.ok('columns' in read);
    assert.ok(stepsOf(savedEvents(read, { backends: [], randomId: () => 'n' })) >= 40);
    assert.equal(stepsOf(turnHeadsInSteps(session, 'first')), 20);
  });
});
