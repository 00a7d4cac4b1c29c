import assert from 'node:assert/strict';
import type { StationId } from '../../../src/core/lab/stationIds';
import { poll } from '../../support/poll';
import { OpenedLab } from './opened';

/** Of each slider: the least and the most that a link can set. Where it depends on the text, it stands in the station's test. */
const ranges: readonly (readonly [StationId, string, number, number])[] = [
  ['next-token', 'temperature', 0.1, 2],
  ['next-token', 'topK', 0, 40],
  ['next-token', 'topP', 0.05, 1],
  ['next-token', 'minP', 0, 0.5],
  ['context-window', 'window', 5, 64],
  ['context-window', 'added', 0, 12],
  ['context-window', 'turns', 1, 100],
  ['context-window', 'price', 0.05, 20],
  ['hallucination', 'doubt', 0, 100],
];

describe('the settings of a link that are out of range', () => {
  let lab: OpenedLab;
  before(() => {
    lab = new OpenedLab();
  });

  for (const [at, [station, name, least, most]] of ranges.entries()) {
    it(`are brought to ${least} and ${most}: ${name} of ${station}${at % 3 === 0 ? '' : ' @deep'}`, async () => {
      // Some have the least by themselves.
      for (const [given, expected] of [
        [1e6, most],
        [-1e6, least],
      ] as const) {
        lab.say({ type: 'show', place: { station, text: 'What is RAG?', settings: { [name]: given } } });
        await lab.picture(station);
        const limits = await poll(
          `${name} of ${given}`,
          async () => {
            const slider = await lab.find<HTMLInputElement>(`[data-control="${name}"]`);
            return [slider.value, slider.min, slider.max].map(Number);
          },
          ([value]) => value === expected,
        );
        assert.deepEqual(limits.slice(1), [least, most]);
      }
    });
  }
});
