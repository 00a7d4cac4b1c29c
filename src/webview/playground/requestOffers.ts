import { looksLikeRequest } from '../../core/playground/import/glance';
import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { HostConnection } from './connection';

type Imported = Extract<ToPage, { type: 'imported' }>;

/** The part of the page that a request on it concerns. */
interface OffersDeps {
  readonly host: HostConnection;
  readonly sessionId: () => string;
  readonly columnId: () => string;
  readonly message: () => string;
  /** Tells the host all that was typed. */
  readonly flush: () => void;
  readonly changed: () => void;
}

/** Requests that were made elsewhere: one that was pasted as a message, and what was not taken of one that became a session. */
export class RequestOffers {
  private pasted: { readonly message: string; readonly what: string } | undefined;
  private imported: Imported | undefined;
  private asking = new AbortController();

  constructor(private readonly place: OffersDeps) {}

  /** Finds out whether what was just put into an empty field is a request. */
  async look(): Promise<void> {
    const { host, message, changed } = this.place;
    const text = message();
    if (!looksLikeRequest(text)) return;
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const what = await host.ask('readRequest', { text }, signal).catch((error: unknown) => {
      // Another text was put there meanwhile.
      if (signal.aborted) return null;
      throw error;
    });
    if (what === null || message() !== text) return;
    this.pasted = { message: text, what };
    changed();
  }

  /** The request that makes up the whole message, in a few words. */
  get inMessage(): string | undefined {
    return this.pasted?.message === this.place.message() ? this.pasted.what : undefined;
  }

  /** Opens the message as the request that it is. */
  readonly open = (): void => {
    const { host, flush, sessionId, columnId, message } = this.place;
    flush();
    host.post({ type: 'importRequest', session: sessionId(), column: columnId(), text: message() });
  };

  tell(imported: Imported): void {
    this.imported = imported;
    this.place.changed();
  }

  /** The parts of the request that the session was made of but which it did not take. */
  get notTaken(): readonly string[] {
    return this.imported?.session === this.place.sessionId() ? this.imported.notes : [];
  }

  /** Forgets the notes, as the user has read them. */
  readonly forget = (): void => {
    this.imported = undefined;
    this.place.changed();
  };
}
