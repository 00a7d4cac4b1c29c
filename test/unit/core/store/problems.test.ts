import assert from 'node:assert/strict';
import { FileError } from '../../../../src/core/files/files';
import { Problems } from '../../../../src/core/store/problems';

describe('the problem of a session', () => {
  it('goes with the first success of saving where it was a failure of that, and stays where it is another', () => {
    const problems = new Problems('session.jsonl');
    problems.saved(new FileError('full', 'session.jsonl', 'ENOSPC'));
    assert.deepEqual(problems.current, { type: 'not-saved', file: 'session.jsonl', code: 'full' });
    problems.saved(undefined);
    assert.equal(problems.current, undefined);
    problems.saved(new Error('No file error.'));
    const other = { type: 'event-too-large', bytes: 5 } as const;
    problems.tell(other);
    problems.saved(undefined);
    assert.deepEqual(problems.current, other);
  });
});
