import type { HeldQuestions, HeldScore } from './pocket';

/** Shares of the held questions that the weights must reach: answered rightly, refused at most, and of those outside refused. */
const figures = { right: 0.85, refused: 0.05, outside: 0.95 };

/** The figures that the weights do not reach, in words with both counts. Nothing else about the built-in model fails CI. */
export function belowFigures(
  { right, refused, outside }: Pick<HeldScore, 'right' | 'refused' | 'outside'>,
  asked: Pick<HeldQuestions, 'inside' | 'outside'>,
): string[] {
  const [inside, others] = [asked.inside.length, asked.outside.length];
  return [
    ...(right < figures.right * inside ? [`${right} of ${inside} answered rightly`] : []),
    ...(refused > figures.refused * inside ? [`${refused} of ${inside} refused`] : []),
    ...(outside < figures.outside * others ? [`${outside} of ${others} outside refused`] : []),
  ];
}
