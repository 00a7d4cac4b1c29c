import type { Reply } from '../../../src/core/base/rpc/ask';
import type { ToPage } from '../../../src/core/playground/playgroundProtocol';

// Messages between the page of the bench and the worker in which its host runs.

export type BenchCommand =
  | 'fill'
  | 'fillFour'
  | 'snapshot'
  | 'stream'
  | 'streamSix'
  | 'streamLong'
  | 'turns100'
  | 'turns1000'
  | 'longPrompts'
  | 'code'
  | 'files'
  | 'tokens';

export type ToBenchWorker =
  | { readonly type: 'command'; readonly command: BenchCommand }
  | { readonly type: 'fromPage'; readonly message: unknown };

/** `sentAt`: milliseconds since the epoch, with fractions; worker and page share that clock. */
export type FromBenchWorker =
  | { readonly type: 'toPage'; readonly message: ToPage | Reply; readonly sentAt: number }
  | { readonly type: 'done'; readonly tokens: number; readonly sentAt: number };

/** Properties that the bench finds on the window of the page. */
export interface BenchHost {
  command(command: BenchCommand): void;
  /** When the worker sent the first message for the page since the last command; 0 before. */
  firstSentAt: number;
  /** The end of what the last command does. */
  done: { readonly tokens: number; readonly sentAt: number } | undefined;
}
