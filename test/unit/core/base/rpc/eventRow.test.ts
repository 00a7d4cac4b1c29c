import assert from 'node:assert/strict';
import { EventRow } from '../../../../../src/core/base/rpc/eventRow';

describe('a row of events', () => {
  it('passes nothing on before a snapshot, and then what follows it', () => {
    const row = new EventRow(() => undefined);
    assert.equal(row.accepts(1), false);
    row.startAt(4);
    assert.deepEqual(
      [3, 4, 5, 6].map((seq) => row.accepts(seq)),
      [false, false, true, true],
    );
  });

  it('asks for one snapshot when an event is missing, and waits for it', () => {
    let asked = 0;
    const row = new EventRow(() => asked++);
    row.startAt(0);
    assert.deepEqual(
      [1, 3, 4, 5].map((seq) => row.accepts(seq)),
      [true, false, false, false],
    );
    assert.equal(asked, 1);
    row.startAt(5);
    assert.equal(row.accepts(6), true);
  });
});
