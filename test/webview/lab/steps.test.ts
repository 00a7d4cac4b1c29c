import assert from 'node:assert/strict';
import { stations } from '../../../src/webview/lab/stations';
import type { LabTools } from '../../../src/webview/lab/station';
import { pocketModel } from '../../support/pocket';
import { index } from '../../unit/core/glossary/glossary';

// The cost of a frame in milliseconds is printed by `npm run bench`. Here the steps are counted.

const text = index.terms
  .map(({ summary }) => summary)
  .join(' ')
  .slice(0, 300);

describe('the work of a station on a text', () => {
  for (const station of stations) {
    it(`is done in many steps, between which the page can breathe: ${station.id}`, async () => {
      let steps = 0;
      const tools: LabTools = {
        model: await pocketModel(),
        terms: index.terms.map(({ id, term }) => ({ id, name: term })),
        run: (work) => {
          // Work that goes on after the first picture is separate, and not done here.
          if (steps > 0) return new Promise(() => undefined);
          for (;;) {
            const step = work.next();
            if (step.done === true) return Promise.resolve(step.value);
            steps += 1;
          }
        },
        encode: () => Promise.resolve([]),
        changed: () => undefined,
      };
      await station.read(text, tools);
      assert.ok(steps >= 30, `${steps} steps`);
    });
  }
});
