import type { TextDocument } from '../../text/document';
import type { TokenRequest } from './workerProtocol';

/** Largest number of documents of which the worker keeps a copy: the ones used last. The memory of the others is released. */
const maxCopies = 4;

/** The parts of a document that its copy needs. A document that changes its line ends changes everywhere. */
type CopiedDocument = Pick<TextDocument, 'version' | 'isClosed' | 'eol'>;

interface CopiesHost<Document> {
  /** Returns a number that no other copy has. */
  newCopy(): number;
  send(request: Extract<TokenRequest, { kind: 'open' | 'append' | 'change' | 'close' }>): void;
  /** Returns the current text of the document, in pieces that are each read at once. */
  pieces(document: Document): Iterable<string>;
  /** Resolves after a turn of the event loop. */
  nextTurn(): Promise<void>;
}

type Change = Extract<TokenRequest, { kind: 'change' }>['changes'];

interface Copy {
  readonly id: number;
  readonly eol: number;
  /** Whether the worker has all of the text, once it is sent. False: the document changed or closed meanwhile. */
  complete: Promise<boolean>;
  isComplete: boolean;
  /** Number of questions that wait for the copy, or for an answer about it. While there are any, the copy is kept. */
  users: number;
}

/** Copies of documents in the token worker that follow every edit, so that no keystroke reads the whole text. */
export class DocumentCopies<Document extends CopiedDocument> {
  private readonly copies = new Map<Document, Copy>();

  constructor(private readonly host: CopiesHost<Document>) {}

  /**
   * Asks about the document's copy once the worker has the current text, and keeps the copy until the answer arrives.
   * @returns the answer; `undefined` when the document was closed.
   * @throws what `ask` throws.
   */
  async use<Answer>(document: Document, ask: (copy: number) => Promise<Answer>): Promise<Answer | undefined> {
    while (!document.isClosed) {
      const copy = this.copies.get(document) ?? this.open(document);
      // The copy moves to the end, so that the first is the one not used for longest.
      this.copies.delete(document);
      this.copies.set(document, copy);
      copy.users++;
      try {
        if (await copy.complete) return await ask(copy.id);
        if (this.copies.get(document) === copy) this.drop(document);
      } finally {
        copy.users--;
        this.giveBack();
      }
    }
    return undefined;
  }

  /** Whether the worker has all of the document, so that asking about it costs little. */
  has(document: Document): boolean {
    return this.copies.get(document)?.isComplete === true;
  }

  /** Call for each event of a document. */
  follow(document: Document, changes: Change): void {
    const copy = this.copies.get(document);
    if (!copy) return;
    if (!copy.isComplete || copy.eol !== document.eol) return this.drop(document); // Sent anew when it is asked for.
    if (changes.length > 0) this.host.send({ kind: 'change', document: copy.id, changes });
  }

  /** Call when the document was closed. */
  drop(document: Document): void {
    const copy = this.copies.get(document);
    if (!copy) return;
    this.copies.delete(document);
    this.host.send({ kind: 'close', document: copy.id });
  }

  /** Call when the worker ended, and its copies with it. */
  forgetAll(): void {
    this.copies.clear();
  }

  private open(document: Document): Copy {
    const copy: Copy = {
      id: this.host.newCopy(),
      eol: document.eol,
      complete: Promise.resolve(false),
      isComplete: false,
      users: 0,
    };
    this.copies.set(document, copy); // Before it is filled, which asks whether it is still wanted.
    copy.complete = this.fill(copy, document).catch((error: unknown) => {
      if (this.copies.get(document) === copy) this.copies.delete(document);
      throw error;
    });
    return copy;
  }

  private async fill(copy: Copy, document: Document): Promise<boolean> {
    const { id } = copy;
    const { version } = document;
    const isStale = (): boolean =>
      document.version !== version || document.isClosed || this.copies.get(document) !== copy;
    await this.host.nextTurn(); // On first use tables were loaded in this turn, and now the worker is started.
    if (isStale()) return false;
    this.host.send({ kind: 'open', document: id });
    for (const text of this.host.pieces(document)) {
      await this.host.nextTurn();
      if (isStale()) return false;
      this.host.send({ kind: 'append', document: id, text });
    }
    copy.isComplete = true;
    return true;
  }

  /** Closes copies that no question waits for, the oldest first. More than `maxCopies` stay while questions wait for them. */
  private giveBack(): void {
    for (const [document, { users }] of this.copies) {
      if (this.copies.size <= maxCopies) return;
      if (users === 0) this.drop(document);
    }
  }
}
