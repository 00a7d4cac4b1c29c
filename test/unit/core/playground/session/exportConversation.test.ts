import assert from 'node:assert/strict';
import { exportConversation } from '../../../../../src/core/playground/session/exportConversation';
import { emptySession } from '../../../../../src/core/playground/session/sessionTree';
import { answerOf, doneAnswer, promptOf, sessionOf } from '../../../../support/sessionEvents';

describe('exportConversation', () => {
  it('says which answers no model gave as they are', () => {
    const session = sessionOf(
      promptOf('p1'),
      doneAnswer('a1', 'p1', 'Changed', { made: 'edited' }),
      promptOf('p2', 'a1'),
      doneAnswer('a2', 'p2', 'Mine', { made: 'by-hand' }),
    );
    const markdown = exportConversation(session, 'first');
    assert.match(markdown, /Changed\n\n\*\(edited\)\*\n/);
    assert.match(markdown, /Mine\n\n\*\(written by hand\)\*\n/);
  });

  it('writes the turns that are shown as Markdown, with system prompt, models, reasoning and errors', () => {
    const error = { kind: 'cut-off', message: 'The line\nbroke.', advice: 'Retry.', actions: [] } as const;
    const session = sessionOf(
      promptOf('p1', null, { system: 'Be brief.' }),
      doneAnswer('x', 'p1', 'not shown'),
      answerOf('a1', 'p1', {
        status: 'done',
        parts: [
          { type: 'reasoning', text: 'Hm.' },
          { type: 'text', text: '# One\n' },
        ],
      }),
      promptOf('p2', 'a1', { system: 'Be brief.' }),
      answerOf('a2', 'p2', { status: 'failed', parts: [{ type: 'text', text: 'Half' }], error }),
    );
    assert.equal(
      exportConversation(session, 'first'),
      [
        '# question p1',
        '## System',
        'Be brief.',
        '## You',
        'question p1',
        '## maker-1 (Maker)',
        '<details>\n<summary>Reasoning</summary>',
        'Hm.',
        '</details>',
        '# One',
        '## You',
        'question p2',
        '## maker-1 (Maker)',
        'Half',
        '> The line broke.\n',
      ].join('\n\n'),
    );
  });

  it('is a title for an empty session', () => {
    assert.equal(exportConversation(emptySession('s', 0), 'first'), '# New Session\n');
  });
});
