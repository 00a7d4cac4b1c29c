import { nodeEvents } from './session/sessionCodec';
import type { SessionNode } from './session/sessionSchema';

/** Nodes that are written at a stretch: each takes about a quarter of a millisecond. */
const nodesAtOnce = 20;

/** Writes branches into a session, long ones in slices. */
export class BranchWriter {
  private untilNextSlice: Promise<void> | undefined;

  constructor(private readonly apply: (events: readonly object[]) => void) {}

  get isWriting(): boolean {
    return this.untilNextSlice !== undefined;
  }

  /** Resolves when the branch that is being written is complete, and its `then` was called. */
  async whenWritten(): Promise<void> {
    while (this.untilNextSlice) await this.untilNextSlice;
  }

  /** Writes a branch. `then` is called at the moment when all of it is there. */
  async write<T>(nodes: readonly SessionNode[], then: () => T): Promise<T> {
    try {
      for (let at = 0; at < nodes.length; at += nodesAtOnce) {
        if (at > 0) await (this.untilNextSlice = new Promise((resolve) => setTimeout(resolve, 0)));
        this.apply(nodes.slice(at, at + nodesAtOnce).flatMap((node) => [...nodeEvents(node)]));
      }
    } finally {
      this.untilNextSlice = undefined;
    }
    return then();
  }
}
