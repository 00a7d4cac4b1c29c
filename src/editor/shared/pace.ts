import { pacer } from '../../core/base/work';
import type { Breathe } from '../../core/base/work';
import { host } from '#host';

/** Gives the pause that one long work in the extension host makes between its steps, so that others get a turn. */
export const pace = (): Breathe => pacer(() => host.nextTurn());
