import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxAside } from '../../../src/core/lab/labProtocol';
import type { LabState } from '../../../src/core/lab/labProtocol';
import { asideOf, backToText, goTo, newState, withExample, withText } from '../../../src/webview/lab/labState';

const given = (text: string) => ({ station: 'tokens', text, settings: {} });

describe('the texts of the reader', () => {
  it('are all there to go back to, whatever links and examples come between', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write'), text: fc.constantFrom('a', 'b', 'c', 'd') }),
      fc.record({ kind: fc.constant('link'), text: fc.constantFrom('l', 'm', '') }),
      fc.record({ kind: fc.constantFrom('example', 'back'), text: fc.constant('') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        // Texts that were written last before each link, example or way back.
        const finished = new Set<string>();
        let state: LabState = newState('tokens');
        let current: string | undefined;
        for (const { kind, text } of steps) {
          if (kind === 'write') {
            state = withText(state, text);
            // Writing is the reader's own change of the text that is shown.
            if (current !== undefined) finished.delete(current);
            current = text;
          } else if (kind === 'link') {
            state = goTo(state, given(text));
            if (text !== '') current = undefined;
          } else if (kind === 'example') {
            state = withExample(state);
            current = undefined;
          } else {
            const before = asideOf(state)[0];
            state = backToText(state);
            if (before !== undefined) {
              assert.equal(state.text, before);
              current = before;
            }
          }
          if (current !== undefined) finished.add(current);
          const reachable = new Set([...asideOf(state), ...(state.isOwn ? [state.text] : [])]);
          for (const one of finished) assert.ok(reachable.has(one), `${one} of ${[...finished].join()}`);
        }
      }),
    );
  });

  it('are the latest few, and none of a link that the reader has not changed', () => {
    let state: LabState = newState('tokens');
    for (let i = 1; i <= maxAside + 2; i++) state = goTo(withText(state, `own ${i}`), given(`link ${i}`));
    assert.deepEqual(asideOf(state), ['own 7', 'own 6', 'own 5', 'own 4', 'own 3']);
    assert.deepEqual(asideOf(goTo(state, given('link'))), asideOf(state));
  });
});
