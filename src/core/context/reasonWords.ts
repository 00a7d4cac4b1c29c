import { formatCount } from '../base/numbers';
import type { Say } from '../base/say';
import type { PartReason, PlainReason } from './contextReport';

/** Says in a sentence why a part is not whole, or not read with every turn. */
export function reasonText(reason: PartReason, say: Say): string {
  switch (reason.why) {
    case 'bytesUsedUp':
      return reason.by.length === 0
        ? say('All files together have {0} bytes.', formatCount(reason.limit))
        : say(
            'All files together have {0} bytes, which are used up by {1}.',
            formatCount(reason.limit),
            reason.by.join(', '),
          );
    case 'listBudget':
      return reason.unit === 'tokens'
        ? say('The list has a budget of {0} tokens of four bytes.', formatCount(reason.limit))
        : say('The list has a budget of {0} characters.', formatCount(reason.limit));
    case 'tooLong':
      return tooLong(reason, say);
    case 'notReadHere':
      return say('It has more than {0} bytes, and is not read here.', formatCount(reason.limit));
    case 'inPlaceOf':
      return say('{0} is read in its place.', reason.file);
    case 'sameText':
      return say('{0} has the same text.', reason.file);
    case 'tangledLink':
      return say('The link {0} cannot be followed, and then none of these files is read.', reason.file);
    case 'importDepth':
      return say('{0} imports it, and imports are followed {1} deep.', reason.file, reason.limit);
    case 'otherFiles':
      return say('Only with files that fit {0}.', reason.patterns.join(', '));
    case 'inFolder':
      return say('Once the agent works with a file in {0}.', reason.folder);
    case 'startedIn':
      return say('Only where the agent is started in {0} or below.', reason.folder);
    case 'invalid':
      return say('What is wrong or missing: {0}.', reason.what);
    case 'empty':
    case 'missing':
    case 'outside':
    case 'unreadable':
    case 'notForAgent':
    case 'switchedOff':
    case 'byHand':
      return plainReasons[reason.why](say);
  }
}

function tooLong({ limit, unit }: Extract<PartReason, { why: 'tooLong' }>, say: Say): string {
  const most = formatCount(limit);
  if (unit === 'lines') return say('Only the first {0} lines are read.', most);
  return unit === 'bytes' ? say('At most {0} bytes are read.', most) : say('At most {0} characters are read.', most);
}

const plainReasons: Readonly<Record<PlainReason, (say: Say) => string>> = {
  empty: (say) => say('There is no text in it.'),
  missing: (say) => say('There is no such file.'),
  outside: (say) => say('It is outside of the folder.'),
  unreadable: (say) => say('It cannot be read.'),
  notForAgent: (say) => say('The agent does not read such files.'),
  switchedOff: (say) => say('Settings of the agent switch it off.'),
  byHand: (say) => say('Only where a user asks for it.'),
};
