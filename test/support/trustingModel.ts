import type { SenseModel } from '../../src/core/glossary/sense/sense';

/** Takes every word for the term. */
export const trustingModel: SenseModel = {
  read: () => ({ judge: () => ({ isMeant: true, probability: 1, clues: [] }) }),
};
