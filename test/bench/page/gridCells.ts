import { evalCell, resultsBytes } from '../../support/evalCells';

export const [tests, columns] = [5_000, 6];
const answerLength = 200;

/** The file of a run with answers of 200 characters, a tenth of which failed. */
export const gridFile = (): Uint8Array =>
  resultsBytes(
    Array.from({ length: tests }, (_, test) =>
      Array.from({ length: columns }, (_, column) =>
        evalCell({
          ...{ test, provider: `openai:chat:model-${column}`, vars: { question: `Question ${test}?`, tone: 'short' } },
          ...{ description: `row ${test}`, output: `Answer ${test} of ${column}. `.repeat(20).slice(0, answerLength) },
          ...((test + column) % 10 === 0 ? { pass: false, score: 0.5 } : {}),
        }),
      ),
    ).flat(),
  );
