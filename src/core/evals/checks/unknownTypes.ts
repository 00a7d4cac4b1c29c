import type { Say } from '../../base/say';
import type { Skip, Suite } from '../suite';
import { refusalText } from '../suite/refusals';
import { madeTypes } from './checkOutput';
import { baseType, isLeftOut } from './checkTypes';

/** Types of checks that nobody knows, each once, at the first test that has it: a slip of the pen would pass without a word. */
export function unknownTypes({ tests }: Suite, say: Say): Skip[] {
  const skips = new Map<string, Skip>();
  for (const { assert, file, span } of tests) {
    for (const { type, skip } of assert.flatMap((each) => ('assert' in each ? each.assert : [each]))) {
      const isKnown = skip !== undefined || madeTypes.includes(baseType(type)) || isLeftOut(type);
      if (isKnown || skips.has(type)) continue;
      skips.set(type, { what: `type: ${type}`, reason: refusalText('unknown', say), file, ...(span && { span }) });
    }
  }
  return [...skips.values()];
}
