import { withOrigin } from './draftChange';
import type { Draft, Origin } from './sessionSchema';

/** What the user composes in a column that is open: as it is stored, or as it was proposed to begin with. */
export class OpenDraft {
  /** Not stored before the user makes it his own: a session that nobody used leaves no file. */
  private proposed: Draft | undefined;
  /** The provider in the draft was proposed, and the user has not chosen another. */
  private isProviderProposed = false;
  /** The selection in the draft. After a reload nobody knows it any more: all of the message that was there by then. */
  private quote: string;

  /**
   * @param stored gives the draft as it is stored now.
   * @param isUnused whether nothing was asked yet.
   */
  constructor(
    private readonly stored: () => Draft,
    private readonly isUnused: () => boolean,
  ) {
    this.quote = stored().message;
  }

  get now(): Draft {
    return this.proposed ?? this.stored();
  }

  /** Whether a provider may be put into it: the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.now.providerId === null || (this.isUnused() && this.isProviderProposed);
  }

  /** The draft with what is proposed. */
  propose(change: Partial<Draft>): Draft {
    if (change.providerId !== undefined) this.isProviderProposed = true;
    this.proposed = { ...this.now, ...change };
    return this.proposed;
  }

  /** The draft with what was typed, which is to be stored. */
  typed(typed: Partial<Draft>): Draft {
    return this.taken({ ...this.now, ...typed }, this.now.origin);
  }

  /** The draft with a change that may bring a selection, which is to be stored. `quote`: that, in the message; without it, all of the message. */
  changed(change: Partial<Draft>, quote = change.message): Draft {
    if (change.origin && quote !== undefined) this.quote = quote;
    const draft = { ...this.now, ...change };
    return this.taken(draft, draft.origin);
  }

  /** Where the selection stands that is in the message of `draft`. */
  originIn(draft: Draft): Origin | undefined {
    return withOrigin(draft, this.now.origin, this.quote).origin ?? undefined;
  }

  private taken(draft: Draft, origin: Draft['origin']): Draft {
    if (draft.providerId !== this.now.providerId) this.isProviderProposed = false;
    this.proposed = undefined;
    return withOrigin(draft, origin, this.quote);
  }
}
