import { pacer } from '../../core/base/work';
import type { Breathe } from '../../core/base/work';
import { host } from '#host';

/** What one long work in the extension host calls between its steps, so that others get a turn. */
export const pace = (): Breathe => pacer(() => host.nextTurn());
