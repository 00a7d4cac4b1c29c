import { distance } from 'fastest-levenshtein';
import type { Say } from '../../base/say';
import { judgedType, judgedTypes } from '../suite/judgedTypes';
import type { Suite, SuiteProblem, WrittenType } from '../suite';
import { madeTypes } from './checkOutput';
import { baseType, isLeftOut, leftOutTypes, whyLeftOut } from './checkTypes';

/** Finds types of checks that are not known, or not made here. An answer with such a check passes without it. */
export function typeProblems({ types }: Pick<Suite, 'types'>, say: Say): SuiteProblem[] {
  return types.flatMap((written) => {
    const base = baseType(written.type);
    if (madeTypes.includes(base) || judgedType(base) !== undefined) return [];
    return [isLeftOut(written.type) ? notMade(written, say) : unknown(written, say)];
  });
}

/** Returns each type once, at its first place. */
export const firstOfTypes = ({ types }: Pick<Suite, 'types'>): WrittenType[] =>
  types.filter(({ type }, i) => types.findIndex((each) => each.type === type) === i);

const notMade = ({ type, ...at }: WrittenType, say: Say): SuiteProblem => ({
  ...{ severity: 'information', rule: 'check-left-out', ...at },
  message: say('"{0}" is not checked: it {1}.', type, whyLeftOut(type)),
});

function unknown({ type, ...at }: WrittenType, say: Say): SuiteProblem {
  const instead = nearest(type);
  return {
    ...{ severity: 'warning', rule: 'unknown-check', ...at },
    message:
      instead === undefined
        ? say('There is no check "{0}": it is skipped.', type.slice(0, maxLength))
        : say('There is no check "{0}": it is skipped. Did you mean {1}?', type, instead),
    ...(instead !== undefined && { instead: `type: ${instead}` }),
  };
}

/** Most UTF-16 code units of a type that is compared and shown. No known type has as many. */
const maxLength = 60;

/** Finds the known type that a misspelt one may mean; `undefined` where none is close to it. */
function nearest(written: string): string | undefined {
  if (written.length > maxLength) return undefined;
  const plain = written.toLowerCase().replaceAll(/[_ ]/g, '-');
  const known = [...madeTypes, ...judgedTypes, ...leftOutTypes].flatMap((type) => [type, `not-${type}`]);
  const best = known.map((type) => ({ type, edits: distance(plain, type) })).toSorted((a, b) => a.edits - b.edits)[0];
  return best && best.edits <= Math.max(1, Math.floor(baseType(best.type).length / 3)) ? best.type : undefined;
}
