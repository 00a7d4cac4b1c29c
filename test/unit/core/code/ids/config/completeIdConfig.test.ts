import assert from 'node:assert/strict';
import { completeIdConfig } from '../../../../../../src/core/code/ids/config/completeIdConfig';

/** Returns the words offered at the end of a text, or the kind of the completion where it has no words. */
function offered(text: string): string {
  const lines = text.split('\n');
  const completion = completeIdConfig(lines.slice(0, -1), lines.at(-1) ?? '');
  return 'words' in completion ? completion.words.join(' ') : completion.kind;
}

describe('completion in ai-field-guide.yml', () => {
  const severities = 'error warning information hint off';
  const statuses = 'retired retiring deprecated unknown';
  const cases: [text: string, expected: string][] = [
    ['', 'ignore warnWithinDays severity budgets'],
    ['# Ours.\nignore:\n  ids: []\nsev', 'warnWithinDays severity budgets'],
    ['ignore:\n  ', 'ids paths'],
    ['ignore: # why\n  ids:\n    - gpt-4\n  pa', 'paths'],
    ['severity:\n  retired: error\nignore:\n  ', 'ids paths'],
    ['ignore:\n  ids:\n    - ', 'ids'],
    ['ignore:\n  ids:\n    - gpt-4\n    - o', 'ids'],
    ['ignore:\n  ids:\n  - gpt', 'ids'],
    ['ignore:\n  ids: [gpt-4, ', 'ids'],
    ['ignore:\n  paths:\n    - ', 'none'],
    ['ignore:\n  paths: [', 'none'],
    ['severity:\n  ', statuses],
    ['ignore:\n  ids: [gpt-4]\nseverity:\n\n    re', statuses],
    ['severity:\n  retired: ', severities],
    ['severity:\n  retired: wa', severities],
    ['warnWithinDays: ', 'none'],
    ['# ', 'none'],
    ['severity:\n  retired: error # or ', 'none'],
    ['unknown:\n  ', 'none'],
  ];
  for (const [text, expected] of cases) {
    it(`offers ${expected} after ${JSON.stringify(text)}`, () => assert.equal(offered(text), expected));
  }
});
