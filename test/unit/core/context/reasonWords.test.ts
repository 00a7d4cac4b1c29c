import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { PartReason } from '../../../../src/core/context/contextReport';
import { reasonText } from '../../../../src/core/context/reasonWords';

describe('the reason why a part is not whole', () => {
  const cases: readonly (readonly [PartReason, string])[] = [
    [{ why: 'bytesUsedUp', limit: 10, by: [] }, 'All files together have 10 bytes.'],
    [{ why: 'bytesUsedUp', limit: 10, by: ['a', 'b'] }, 'All files together have 10 bytes, which are used up by a, b.'],
    [{ why: 'listBudget', limit: 10, unit: 'tokens' }, 'The list has a budget of 10 tokens of four bytes.'],
    [{ why: 'listBudget', limit: 10, unit: 'characters' }, 'The list has a budget of 10 characters.'],
    [{ why: 'tooLong', limit: 10, unit: 'lines' }, 'Only the first 10 lines are read.'],
    [{ why: 'tooLong', limit: 10, unit: 'bytes' }, 'At most 10 bytes are read.'],
    [{ why: 'tooLong', limit: 10, unit: 'characters' }, 'At most 10 characters are read.'],
    [{ why: 'notReadHere', limit: 10 }, 'It has more than 10 bytes, and is not read here.'],
    [{ why: 'inPlaceOf', file: 'a' }, 'a is read in its place.'],
    [{ why: 'sameText', file: 'a' }, 'a has the same text.'],
    [{ why: 'importDepth', limit: 4, file: 'a' }, 'a imports it, and imports are followed 4 deep.'],
    [{ why: 'tangledLink', file: 'a' }, 'The link a cannot be followed, and then none of these files is read.'],
    [{ why: 'otherFiles', patterns: ['*.a', '*.b'] }, 'Only with files that fit *.a, *.b.'],
    [{ why: 'inFolder', folder: 'a' }, 'Once the agent works with a file in a.'],
    [{ why: 'startedIn', folder: 'a' }, 'Only where the agent is started in a or below.'],
    [{ why: 'invalid', what: 'name' }, 'What is wrong or missing: name.'],
    [{ why: 'empty' }, 'There is no text in it.'],
    [{ why: 'missing' }, 'There is no such file.'],
    [{ why: 'outside' }, 'It is outside of the folder.'],
    [{ why: 'unreadable' }, 'It cannot be read.'],
    [{ why: 'notForAgent' }, 'The agent does not read such files.'],
    [{ why: 'switchedOff' }, 'Settings of the agent switch it off.'],
    [{ why: 'byHand' }, 'Only where a user asks for it.'],
  ];

  for (const [reason, text] of cases) {
    it(`is said in a sentence: ${text}`, () => assert.equal(reasonText(reason, sayInEnglish), text));
  }
});
