import type { JsonObject } from '../../prompts/prompt';

/** The checks that a model decides with one request each, without `not-`. */
export const judgedTypes = ['llm-rubric', 'factuality', 'model-graded-factuality', 'model-graded-closedqa'] as const;
export type JudgedType = (typeof judgedTypes)[number];

/** Returns the type without `not-`, where a model decides it. */
export function judgedType(type: string): JudgedType | undefined {
  const base = type.replace(/^not-/, '');
  return judgedTypes.find((each) => each === base);
}

/**
 * Returns the scores by category, from A to E: of an answer that says less, more or the same, that contradicts, or that
 * differs in form alone.
 */
export const factualityScores = (given: JsonObject = {}): Readonly<Record<string, number>> => {
  const of = (name: string, usual: number): number => {
    const score = given[name];
    return typeof score === 'number' && Number.isFinite(score) ? score : usual;
  };
  return {
    ...{ A: of('subset', 1), B: of('superset', 1), C: of('agree', 1), D: of('disagree', 0) },
    E: of('differButFactual', 1),
  };
};
