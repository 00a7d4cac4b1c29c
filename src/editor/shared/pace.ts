import { pacer } from '../../core/base/work';
import type { Breathe } from '../../core/base/work';
import { host } from '#host';

/** Creates the pause that one long task in the extension host makes between its steps, so that other work gets a turn. */
export const pace = (): Breathe => pacer(() => host.nextTurn());
