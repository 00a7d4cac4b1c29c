import { pacer } from '../../core/base/work';
import type { Breathe } from '../../core/base/work';
import { host } from '#host';

/** Makes the pause that a long task in the extension host makes between its steps, so that other work gets a turn. */
export const pace = (): Breathe => pacer(() => host.nextTurn());
